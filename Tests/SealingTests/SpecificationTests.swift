// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import Testing

@testable import Sealing

/// The vectors of the Fernet specification.
struct SpecificationTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let json: JSONValue

        var testDescription: String { json["desc"]?.string ?? json["token"]?.string ?? "" }
        func text(_ name: String) throws -> String { try #require(json[name]?.string) }
        func key() throws -> FernetKey { try SealingTests.key(try text("secret")) }
        func now() throws -> Timestamp { try #require(Timestamp(rfc3339: try text("now"))) }

        func freshness() throws -> Fernet.Freshness {
            .within(seconds: Int64(try #require(json["ttl_sec"]?.integer)), at: try now())
        }
    }

    private static func vectors(_ file: String, count: Int) throws -> [Vector] {
        let url = Bundle.module.url(forResource: file, withExtension: "json", subdirectory: "Vectors")
        let text = Array(try Data(contentsOf: try #require(url)))
        let vectors = try JSONValue(parsing: text.span).array ?? []
        try #require(vectors.count == count)
        return vectors.map { Vector(json: $0) }
    }

    @Test(arguments: try vectors("generate", count: 1))
    func `the token is the specification's`(vector: Vector) throws {
        let iv = try #require(vector.json["iv"]?.array).compactMap { $0.integer.map { UInt8($0) } }
        let source = Array(try vector.text("src").utf8)
        var fernet = try vector.key().fernet()
        let token = try fernet.encrypt(source.span, at: try vector.now(), iv: iv)
        #expect(String(decoding: token, as: UTF8.self) == (try vector.text("token")))
    }

    @Test(arguments: try vectors("verify", count: 1))
    func `a token is opened`(vector: Vector) throws {
        let token = Array(try vector.text("token").utf8)
        let plaintext = try vector.key().decrypt(token, try vector.freshness())
        #expect(String(decoding: plaintext, as: UTF8.self) == (try vector.text("src")))
    }

    private static let reasons: [String: FernetError] = [
        "incorrect mac": .notAuthentic, "too short": .malformed, "invalid base64": .malformed,
        "payload size not multiple of block size": .malformed, "payload padding error": .malformed,
        "far-future TS (unacceptable clock skew)": .fromTheFuture, "expired TTL": .expired,
        "incorrect IV (causes padding error)": .malformed,
    ]

    @Test(arguments: try vectors("invalid", count: 8))
    func `a token is refused for the reason that the specification gives`(vector: Vector) throws {
        let reason = try #require(Self.reasons[try vector.text("desc")])
        let token = Array(try vector.text("token").utf8)
        let freshness = try vector.freshness()
        #expect(throws: reason) { try vector.key().decrypt(token, freshness) }
    }
}
