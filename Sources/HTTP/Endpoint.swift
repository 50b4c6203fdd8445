// SPDX-License-Identifier: Apache-2.0

/// The root that requests to one server start from: scheme, host, port, and a path prefix.
///
/// Plain `http` is for this machine only, and for its metadata service. Host and port are those that libcurl will connect to: libcurl itself has
/// taken the URL apart, so no second parser can disagree with it.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable { case http, https }

    package let scheme: Scheme
    /// Lower case; an IPv6 address in brackets.
    package let host: String
    /// Nil for the scheme's own port.
    package let port: Int?
    /// Empty, or `/…` without a slash at its end.
    package let prefix: String

    package init(_ text: String) throws(HTTPError) {
        let parts = try CurlURL.parts(of: text)
        guard let scheme = Scheme(rawValue: parts.scheme) else { throw .malformedURL }
        let standardPort = scheme == .http ? 80 : 443
        self.scheme = scheme
        host = parts.host.lowercased()
        port = parts.port == standardPort ? nil : parts.port
        prefix = parts.path.hasSuffix("/") ? String(parts.path.dropLast()) : parts.path
        if scheme == .http, !isNearby { throw .insecure(host: host) }
    }

    /// Where a machine in a cloud asks about itself; what is sent there does not leave its host, RFC 3927 §7.
    package static let metadataHost = "169.254.169.254"

    /// No network lies in between, and no proxy.
    var isNearby: Bool { isLoopback || host == Self.metadataHost }

    /// 127.0.0.0/8, ::1, or `localhost`, which libcurl never asks the DNS for.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return octets.count == 4 && octets[0] == 127 && !octets.contains(nil)
    }

    /// The value of the `Host` header.
    package var authority: String { port.map { "\(host):\($0)" } ?? host }

    package var description: String { "\(scheme.rawValue)://\(authority)\(prefix)" }

    /// The same server under another host name: a virtual host.
    package func under(label: String) throws(HTTPError) -> Endpoint {
        try Endpoint("\(scheme.rawValue)://\(label).\(authority)\(prefix)")
    }
}
