// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How many connections a client's network may have open.
final class ConnectionLimit: Sendable {
    private let limit: Int
    private let open = Mutex(Places<ClientNetwork>())

    init(_ limit: Int) { self.limit = limit }

    /// - Returns: false where the network has as many as it may have; else ``leave(_:)`` has to come.
    func enter(_ network: ClientNetwork) -> Bool {
        open.withLock { open in
            guard open.count(of: network) < limit else { return false }
            open.take(for: network)
            return true
        }
    }

    func leave(_ network: ClientNetwork) { open.withLock { $0.leave(network) } }
}
