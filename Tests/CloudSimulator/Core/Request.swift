// SPDX-License-Identifier: Apache-2.0
import JSON

/// A request to one of the hosts that are played. The first segment of the target's path names the host.
package struct Request: Sendable {
    package let method: String
    /// `http://127.0.0.1:8080`, as the client wrote it: links in answers begin with it.
    let address: String
    /// `management.azure.com`
    let host: String
    /// What stands behind the host, percent-decoded: `/subscriptions/…`
    let path: String
    let query: Query
    let headers: [String: String]
    let body: [UInt8]

    package init(
        method: String, path target: String, query: String, headers: [(name: String, value: String)], body: [UInt8]
    ) {
        var byName: [String: String] = [:]
        for header in headers { byName[header.name.lowercased()] = header.value }
        let rest = target.drop { $0 == "/" }
        let host = rest.prefix { $0 != "/" }
        // The metadata server's own clients cannot be told of a path below its host.
        let isMetadata = host == "computeMetadata"
        self.method = method.uppercased()
        address = "http://\(byName["host"] ?? "127.0.0.1")"
        self.host = isMetadata ? "metadata.google.internal" : host.lowercased()
        let path = PercentCoding.decode(isMetadata ? target : String(rest.dropFirst(host.count)))
        self.path = path.isEmpty ? "/" : path
        self.query = Query(parsing: query)
        self.headers = byName
        self.body = body
    }

    subscript(header name: String) -> String? { headers[name.lowercased()] }

    /// The token of `Authorization: Bearer …`, RFC 6750 §2.1.
    var bearer: String? {
        guard let value = self[header: "Authorization"], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst("bearer ".count)).trimmed
    }

    var form: Query { Query(parsing: String(decoding: body, as: UTF8.self)) }

    /// The body; an empty one is an empty object. Nil when it is not JSON.
    var json: JSONValue? { body.isEmpty ? [:] : try? JSONValue(parsing: body.span) }
}
