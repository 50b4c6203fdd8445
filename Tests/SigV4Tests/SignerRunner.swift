// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Foundation
import HTTP
import JSON
import Posix
import Secrets
import SigV4
import TestSupport
import Testing

/// AWS's published vectors for Signature Version 4, see `Vectors/README.md`.
struct SignerRunner {
    struct Vector: Sendable, CustomTestStringConvertible {
        let json: JSONValue

        var testDescription: String { json["name"]?.string ?? "" }

        func text(_ path: String...) -> String {
            var value = json
            for name in path { value = value[name] ?? .null }
            return value.string ?? ""
        }

        func flag(_ name: String) -> Bool { json["options"]?[name]?.bool ?? false }
    }

    static let vectors: [Vector] = {
        guard let url = Bundle.module.url(forResource: "Vectors/sigv4", withExtension: "json"),
            let data = try? Data(contentsOf: url), let list = try? JSONValue(parsing: Array(data).span).array
        else { return [] }
        return list.map { Vector(json: $0) }
    }()

    @Test func `every vector is there`() { #expect(Self.vectors.count == 43) }

    @Test(arguments: vectors)
    func `the signature is the published one`(vector: Vector) throws {
        let token = vector.text("context", "credentials", "token")
        let credentials = AWSCredentials(
            accessKeyID: vector.text("context", "credentials", "access_key_id"),
            secretAccessKey: Self.secret(vector.text("context", "credentials", "secret_access_key")),
            sessionToken: token.isEmpty ? nil : Self.secret(token))
        let time = try #require(Timestamp(rfc3339: vector.text("context", "timestamp")))
        // `s3` is the one service whose paths are signed as they are.
        var signer = Signer(
            credentials: credentials, region: vector.text("context", "region"),
            service: vector.text("context", "service"))
        signer.normalizesPath = vector.flag("normalize_path")
        let request = try request(vector, time, token)
        #expect(Self.text(signer.canonicalRequest(request)) == vector.text("canonical_request"))
        #expect(signer.authorization(for: request, at: time) == vector.text("authorization"))
    }

    private func request(_ vector: Vector, _ time: Timestamp, _ token: String) throws -> Signer.Request {
        let body = vector.text("parsed_request", "body")
        let hash = Hex.string(SHA256.hash(Array(body.utf8)))
        var headers: [Signer.Header] = []
        for header in vector.json["parsed_request"]?["headers"]?.array ?? [] {
            let pair = try #require(header.array)
            headers.append(Signer.Header(pair[0].string ?? "", pair[1].string ?? ""))
        }
        headers.append(Signer.Header("X-Amz-Date", time.basic))
        if vector.flag("content_sha256_header") { headers.append(Signer.Header("x-amz-content-sha256", hash)) }
        if !token.isEmpty, !vector.flag("omit_session_token") {
            headers.append(Signer.Header("X-Amz-Security-Token", Self.secret(token)))
        }
        let target = vector.text("parsed_request", "target").split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = target.count == 2 ? target[1].split(separator: "&").map(Self.field) : []
        return Signer.Request(
            method: vector.text("parsed_request", "method"), path: String(target[0]), query: query, headers: headers,
            payloadHash: hash)
    }

    private static func field(_ text: Substring) -> WireRequest.Field {
        let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return WireRequest.Field(name: encoded(pair[0]), value: pair.count == 2 ? encoded(pair[1]) : "")
    }

    /// Some vectors have names in the request line that are not encoded yet.
    private static func encoded(_ text: String) -> String {
        text.contains("%") ? text : PercentEncoding.component(text)
    }

    private static func secret(_ text: String) -> SharedSecret {
        SharedSecret(Secret(copying: Array(text.utf8).span))
    }

    private static func text(_ secret: borrowing Secret) -> String {
        String(decoding: bytes(secret), as: UTF8.self)
    }
}
