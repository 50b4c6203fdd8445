// SPDX-License-Identifier: Apache-2.0
package import HTTP

/// Where the services of one cloud are: under their own names, or all behind one address.
package struct RESTEndpoints: Sendable {
    private let override: Endpoint?
    /// Of the names in the catalogue to those of a sovereign cloud or another universe.
    private let rename: @Sendable (String) -> String

    /// - Parameter override: an address behind which every service is, each below its host's name:
    ///   `http://127.0.0.1:8080` makes `http://127.0.0.1:8080/compute.googleapis.com`.
    package init(override: String?, rename: @escaping @Sendable (String) -> String = { $0 }) throws(HTTPError) {
        self.override = try override.map { (text) throws(HTTPError) in try Endpoint(text) }
        self.rename = rename
    }

    /// The machine's metadata service, which every cloud has at this link-local address.
    package func metadata(_ host: String) throws(HTTPError) -> Endpoint {
        try Endpoint(override.map { "\($0)/\(host)" } ?? "http://\(Endpoint.metadataHost)")
    }

    package func endpoint(of host: String) throws(HTTPError) -> Endpoint {
        guard let override else { return try Endpoint("https://\(rename(host))") }
        return try Endpoint("\(override)/\(host)")
    }
}
