// SPDX-License-Identifier: Apache-2.0
import HTTP

/// Which failures are worth another attempt, and when: the rules of Vault's own client, without clock or network.
package struct VaultRetry: Sendable, Equatable {
    /// Attempts after the first; `VAULT_MAX_RETRIES`.
    let retries: Int
    /// Between these, times the failures so far; `VAULT_RETRY_WAIT_MIN` and `VAULT_RETRY_WAIT_MAX`, in milliseconds.
    private let shortest: Duration
    private let longest: Duration
    /// A server that wants to be left alone for longer is a failure to be told of.
    private static let longestRetryAfter = Duration.seconds(30)

    package init(retries: Int = 2, shortest: Duration = .seconds(1), longest: Duration = .milliseconds(1500)) {
        self.retries = retries
        self.shortest = shortest
        self.longest = max(shortest, longest)
    }

    init(_ environment: VaultEnvironment) throws(VaultError) {
        let standard = VaultRetry()
        func milliseconds(_ name: String) throws(VaultError) -> Duration? {
            try environment.value(name, "is no number of milliseconds") { text in
                UInt32(text).map { .milliseconds(Int64($0)) } ?? VaultDuration.parse(text)
            }
        }
        self.init(
            retries: try environment.value("MAX_RETRIES", "is no number from 0 to 100") { text in
                Int(text).flatMap { (0...100).contains($0) ? $0 : nil }
            } ?? standard.retries,
            shortest: try milliseconds("RETRY_WAIT_MIN") ?? standard.shortest,
            longest: try milliseconds("RETRY_WAIT_MAX") ?? standard.longest)
    }

    /// - Parameters:
    ///   - isRepeatable: whether doing it twice is the same as doing it once. Anything else is repeated only after a
    ///     refusal, never when its outcome is unknown.
    ///   - failures: attempts so far.
    ///   - jitter: from 0 to 1.
    /// - Returns: how long to wait; nil to give up.
    func wait(after error: VaultError, isRepeatable: Bool, failures: Int, jitter: Double) -> Duration? {
        guard failures <= retries else { return nil }
        let backOff = (shortest + (longest - shortest) * jitter) * failures
        switch error {
        case .rateLimited(_, let retryAfter), .unavailable(_, let retryAfter):
            // "At once" is what servers say in the last second of a longer time.
            guard let retryAfter, retryAfter > .zero else { return backOff }
            return retryAfter <= Self.longestRetryAfter ? retryAfter : nil
        // The node has not seen yet what another one has.
        case .unexpectedStatus(_, 412): return backOff
        case .unreachable(.unreachable), .unreachable(.unknownHost): return backOff
        case .intermediary(_, _, let retryAfter):
            guard isRepeatable else { return nil }
            guard let retryAfter, retryAfter > .zero else { return backOff }
            return retryAfter <= Self.longestRetryAfter ? retryAfter : nil
        // Something broke on the way, and nobody knows whether before or after it was done.
        case .unexpectedStatus(_, 500), .unexpectedStatus(_, 502...599), .unreachable(.timedOut),
            .unreachable(.interrupted):
            return isRepeatable ? backOff : nil
        default: return nil
        }
    }
}
