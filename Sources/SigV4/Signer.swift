// SPDX-License-Identifier: Apache-2.0
import Ciphers
import HTTP
package import Posix
package import Secrets

/// AWS Signature Version 4 in the `Authorization` header,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html.
package struct Signer: Sendable {
    package struct Header: Sendable {
        package enum Value: Sendable {
            case text(String)
            case secret(SharedSecret)
        }

        let name: String
        let value: Value

        package init(_ name: String, _ text: String) {
            self.name = name
            value = .text(text)
        }

        package init(_ name: String, _ secret: SharedSecret) {
            self.name = name
            value = .secret(secret)
        }
    }

    /// What is signed.
    package struct Request: Sendable {
        let method: String
        /// As it stands in the request line.
        let path: String
        /// Percent-encoded names and values.
        let query: [WireRequest.Field]
        let headers: [Header]
        /// SHA-256 of the body, in hex.
        let payloadHash: String

        package init(
            method: String, path: String, query: [WireRequest.Field], headers: [Header], payloadHash: String
        ) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
            self.payloadHash = payloadHash
        }
    }

    let credentials: AWSCredentials
    let region: String
    let service: String
    /// Only the published vectors ask for paths with `..` in them to be left alone.
    package var normalizesPath = true

    package init(credentials: AWSCredentials, region: String, service: String) {
        self.credentials = credentials
        self.region = region
        self.service = service
    }

    /// S3 takes paths as they are; every other service wants them normalised and encoded once more.
    private var encodesPathAgain: Bool { service != "s3" }

    /// The value of the `Authorization` header.
    ///
    /// - Parameter request: every header that it holds is signed; `x-amz-date` must be among them.
    package func authorization(for request: Request, at time: Timestamp) -> String {
        let canonical = canonicalRequest(request)
        let hash = canonical.withBytes { SHA256.hash($0) }
        let stringToSign = "AWS4-HMAC-SHA256\n\(time.basic)\n\(scope(at: time))\n\(Hex.string(hash))"
        let signature = signingKey(at: time).authenticate(stringToSign)
        return "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(at: time)), "
            + "SignedHeaders=\(Self.signedNames(request.headers)), Signature=\(Hex.string(signature))"
    }

    private func scope(at time: Timestamp) -> String { "\(time.basic.prefix(8))/\(region)/\(service)/aws4_request" }

    /// In guarded memory: the session token is one of the headers.
    package func canonicalRequest(_ request: Request) -> Secret {
        var text = SecretBuffer(capacity: 2048)
        text.append("\(request.method)\n\(canonicalPath(request.path))\n\(Self.canonicalQuery(request.query))\n")
        for name in Self.names(request.headers) {
            text.append("\(name):")
            var isFirst = true
            for header in request.headers where header.name.lowercased() == name {
                if !isFirst { text.append(",") }
                isFirst = false
                switch header.value {
                case .text(let value): text.append(Self.trimmed(value))
                case .secret(let secret): secret.withBytes { text.append($0) }
                }
            }
            text.append("\n")
        }
        text.append("\n\(Self.signedNames(request.headers))\n\(request.payloadHash)")
        return text.secret()
    }

    private func canonicalPath(_ path: String) -> String {
        guard encodesPathAgain else { return path }
        return PercentEncoding.path(normalizesPath ? Self.normalized(path) : path)
    }

    /// RFC 3986 §5.2.4, and no empty segments.
    static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let joined = "/" + segments.joined(separator: "/")
        return joined.count > 1 && path.hasSuffix("/") ? joined + "/" : joined
    }

    private static func canonicalQuery(_ query: [WireRequest.Field]) -> String {
        query.sorted {
            $0.name == $1.name
                ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
                : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private static func names(_ headers: [Header]) -> [String] {
        Set(headers.map { $0.name.lowercased() }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func signedNames(_ headers: [Header]) -> String { names(headers).joined(separator: ";") }

    /// Without white space around, and single spaces within.
    private static func trimmed(_ value: String) -> String {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" }).joined(separator: " ")
    }

    private func signingKey(at time: Timestamp) -> HMAC {
        var first = SecretBuffer()
        first.append("AWS4")
        credentials.secretAccessKey.withBytes { first.append($0) }
        var key = first.secret()
        for part in [String(time.basic.prefix(8)), region, service, "aws4_request"] {
            key = HMAC(key: key).derive(part)
        }
        return HMAC(key: key)
    }
}
