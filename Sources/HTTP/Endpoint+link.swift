// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// Path and query of a link that an answer holds, as a target below this endpoint.
    ///
    /// A token that was meant for one server must not be sent to another because an answer says so: scheme, host and
    /// port must be the endpoint's own, and the path must lie below its prefix.
    ///
    /// - Returns: nil for a link to anywhere else.
    package func target(ofLink link: String) -> String? {
        let start = link.firstIndex { $0 == "?" || $0 == "#" } ?? link.endIndex
        guard link[start...].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else { return nil }
        guard let place = try? CurlURL.parts(of: String(link[..<start])), place.scheme == scheme.rawValue,
            place.host.lowercased() == host, place.port == port ?? (scheme == .http ? 80 : 443),
            place.path.hasPrefix("\(prefix)/")
        else { return nil }
        return String(place.path.dropFirst(prefix.count)) + String(link[start...])
    }
}
