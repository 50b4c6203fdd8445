// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How many connections a client's network may have open.
final class ConnectionLimit: Sendable {
    private let limit: Int
    private let open = Mutex<[ClientNetwork: Int]>([:])

    init(_ limit: Int) { self.limit = limit }

    /// - Returns: false where the network has as many as it may have; else ``leave(_:)`` has to come.
    func enter(_ network: ClientNetwork) -> Bool {
        open.withLock { open in
            guard open[network, default: 0] < limit else { return false }
            open[network, default: 0] += 1
            return true
        }
    }

    func leave(_ network: ClientNetwork) {
        open.withLock { open in
            let left = (open[network] ?? 1) - 1
            open[network] = left > 0 ? left : nil
        }
    }
}
