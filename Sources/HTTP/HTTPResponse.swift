// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// The headers of an answer, in their order.
package struct HTTPHeaders: Sendable {
    private var fields: [(name: String, value: String)] = []

    package init() {}

    mutating func append(_ name: String, _ value: String) { fields.append((name.lowercased(), value)) }

    /// The first value under the name, which is given in lower case.
    package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// An answer of any status.
package struct HTTPResponse: Sendable {
    package let status: Int
    /// `HTTP/1.1`, `HTTP/2`.
    package let version: String
    package let headers: HTTPHeaders
    package let body: [UInt8]

    package init(status: Int, version: String, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.version = version
        self.headers = headers
        self.body = body
    }
}

/// An answer whose body holds secrets; it was received into guarded memory.
package struct SecretHTTPResponse: ~Copyable, Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: Secret

    package consuming func takeBody() -> Secret { body }
}
