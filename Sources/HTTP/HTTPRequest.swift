// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// A request. What is secret in it stays in guarded memory until libcurl takes it.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
        case list = "LIST"
    }

    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        case secret(SharedSecret)
    }

    package enum HeaderValue: Sendable {
        case text(String)
        case secret(SharedSecret)
    }

    package struct Header: Sendable {
        package let name: String
        package let value: HeaderValue
    }

    package var method: Method
    package var endpoint: Endpoint
    /// Path and query, percent-encoded, behind the endpoint's prefix: `/v1/sys/health?standbyok=true`.
    package var target: String
    package private(set) var headers: [Header] = []
    package var body = Body.none
    /// Whether it may be sent twice. libcurl sends a request again when a connection that it has used before turns out to
    /// be dead, although the server may have done what was asked: what must not be done twice gets a connection of its own.
    package var isRepeatable = true
    /// For the whole exchange, the connection included.
    package var timeout = Duration.seconds(60)
    /// Bytes of the answer's body, after decompression.
    package var limit = 64 * 1024 * 1024

    package init(_ method: Method, _ endpoint: Endpoint, _ target: String) {
        self.method = method
        self.endpoint = endpoint
        self.target = target
    }

    /// - Throws: ``HTTPError/malformedHeader(name:)`` for a value with a line break or a NUL in it.
    package mutating func setHeader(_ name: String, _ value: String) throws(HTTPError) {
        guard !value.utf8.contains(where: Self.breaksHeader) else { throw .malformedHeader(name: name) }
        headers.append(Header(name: name, value: .text(value)))
    }

    package mutating func setHeader(_ name: String, _ secret: SharedSecret) throws(HTTPError) {
        let isBroken = secret.withBytes { bytes in bytes.indices.contains { Self.breaksHeader(bytes[$0]) } }
        guard !isBroken else { throw .malformedHeader(name: name) }
        headers.append(Header(name: name, value: .secret(secret)))
    }

    private static func breaksHeader(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0 }

    var carriesSecret: Bool {
        if case .secret = body { return true }
        return headers.contains {
            if case .secret = $0.value { true } else { false }
        }
    }

    /// - Parameter host: in place of the endpoint's.
    func url(host: String? = nil) -> String {
        guard let host else { return "\(endpoint)\(target)" }
        let port = endpoint.port.map { ":\($0)" } ?? ""
        return "\(endpoint.scheme.rawValue)://\(host)\(port)\(endpoint.prefix)\(target)"
    }
}
