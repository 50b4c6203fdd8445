// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// A request. What is secret in it stays in guarded memory until libcurl takes it.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
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
    /// For the whole exchange, the connection included.
    package var timeout = Duration.seconds(60)
    /// Bytes of the answer's body, after decompression.
    package var limit = 64 * 1024 * 1024

    package init(_ method: Method, _ endpoint: Endpoint, _ target: String) {
        self.method = method
        self.endpoint = endpoint
        self.target = target
    }

    /// - Parameter value: without line breaks; one with them is left out rather than sent as two headers.
    package mutating func setHeader(_ name: String, _ value: String) {
        guard !value.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
            preconditionFailure("a line break in the header \(name)")
        }
        headers.append(Header(name: name, value: .text(value)))
    }

    package mutating func setHeader(_ name: String, _ secret: SharedSecret) {
        headers.append(Header(name: name, value: .secret(secret)))
    }

    /// Requests with secrets in their headers are sent by HTTP/1.1: HTTP/2 libraries keep header tables.
    var carriesSecretHeader: Bool {
        headers.contains {
            if case .secret = $0.value { true } else { false }
        }
    }

    var url: String { "\(endpoint)\(target)" }
}
