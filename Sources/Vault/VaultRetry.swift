// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix

/// Which failures are worth another attempt, and when: the rules of Vault's own client, without clock or network.
package struct VaultRetry: Sendable, Equatable {
    /// Attempts after the first; `VAULT_MAX_RETRIES` (or `BAO_…`), 2 when it is not set.
    let retries: Int
    private static let shortest = Duration.seconds(1)
    private static let longest = Duration.milliseconds(1500)
    /// A server that wants to be left alone for longer is a failure to be told of.
    private static let longestRetryAfter = Duration.seconds(30)

    package init(retries: Int? = nil) {
        let variable = Environment.value("BAO_MAX_RETRIES") ?? Environment.value("VAULT_MAX_RETRIES")
        self.retries = min(10, max(0, retries ?? variable.flatMap { Int($0) } ?? 2))
    }

    /// - Parameters:
    ///   - isRead: whether doing it twice is the same as doing it once. A write whose outcome is unknown is never
    ///     repeated; one that was refused is.
    ///   - failures: attempts so far.
    ///   - jitter: from 0 to 1.
    /// - Returns: how long to wait; nil to give up.
    func wait(after error: VaultError, isRead: Bool, failures: Int, jitter: Double) -> Duration? {
        guard failures <= retries else { return nil }
        let backOff = (Self.shortest + (Self.longest - Self.shortest) * jitter) * failures
        switch error {
        case .rateLimited(_, let retryAfter):
            guard let retryAfter else { return backOff }
            return retryAfter <= Self.longestRetryAfter ? retryAfter : nil
        // 412: the node has not seen yet what another one has.
        case .unexpectedStatus(_, 412), .unexpectedStatus(_, 500), .unexpectedStatus(_, 502...599): return backOff
        case .unreachable(.unreachable): return backOff
        case .unreachable(.timedOut), .unreachable(.interrupted): return isRead ? backOff : nil
        default: return nil
        }
    }
}
