// SPDX-License-Identifier: Apache-2.0

/// A request as it goes over the wire, before it is signed.
package struct WireRequest: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        /// Both percent-encoded.
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package let method: String
    /// Percent-encoded, begins with a slash.
    package let path: String
    package let query: [Field]
    package let headers: [Field]
    package let body: [UInt8]

    package init(method: String, path: String, query: [Field], headers: [Field], body: [UInt8]) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Path and query as they stand in the request line.
    package var target: String {
        if query.isEmpty { return path }
        return "\(path)?\(query.map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }.joined(separator: "&"))"
    }
}
