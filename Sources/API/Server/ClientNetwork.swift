// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Where a client is from: what it has of addresses is one client's.
struct ClientNetwork: Sendable, Hashable {
    /// An IPv4 address, or the /64 of an IPv6 one: less is given to nobody, RFC 6177.
    let text: String

    /// Of whoever is at the other end of a connection.
    init(of channel: any Channel) { self.init(of: Self.address(of: channel)) }

    /// Without its port.
    static func address(of channel: any Channel) -> String { channel.remoteAddress?.ipAddress ?? "unknown" }

    /// - Parameter address: as `inet_ntop` writes it, RFC 5952.
    init(of address: String) {
        let bare = address.prefix { $0 != "%" }
        guard bare.contains(":") else {
            text = String(bare)
            return
        }
        // An IPv4 address that is written as an IPv6 one, RFC 4291 §2.5.5.2.
        if bare.hasPrefix("::ffff:"), bare.contains(".") {
            text = String(bare.dropFirst("::ffff:".count))
            return
        }
        let halves = bare.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = halves.map { $0.split(separator: ":").map(String.init) }
        let right = groups.count > 1 ? groups[1] : []
        let zeros = Array(repeating: "0", count: max(0, 8 - groups[0].count - right.count))
        text = (groups[0] + zeros + right).prefix(4).joined(separator: ":") + "/64"
    }
}
