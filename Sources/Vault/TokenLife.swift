// SPDX-License-Identifier: Apache-2.0

/// When to renew a token: a state machine without clock or network.
///
/// The first attempt comes after two thirds of the life that is left, and up to a tenth of it later, so that a fleet
/// does not ask all at once. After a failure attempts back off from 10 seconds, doubling up to 5 minutes, and closer
/// together again as the end comes near.
struct TokenLife: Sendable, Equatable {
    static let firstBackOff = Duration.seconds(10)
    static let longestBackOff = Duration.seconds(300)
    /// However short a life is, Vault is not asked more often than this.
    static let shortestWait = Duration.seconds(1)

    private var remaining: Duration
    private var failures = 0

    init(_ lifetime: Duration) { remaining = lifetime }

    mutating func granted(_ lifetime: Duration) {
        remaining = lifetime
        failures = 0
    }

    mutating func failed() { failures += 1 }

    /// How long to wait before the next attempt; nil when the token ends before another one could help.
    ///
    /// - Parameter jitter: from 0 to 1.
    mutating func wait(jitter: Double) -> Duration? {
        let wanted: Duration
        if failures == 0 {
            wanted = remaining * (2.0 / 3 + jitter / 10)
        } else {
            let doubled = Self.firstBackOff * (1 << min(failures - 1, 10))
            // Up to a quarter less.
            wanted = min(Self.longestBackOff, doubled, remaining / 2) * (1 - jitter / 4)
        }
        let wait = max(Self.shortestWait, wanted)
        guard wait < remaining else { return nil }
        remaining -= wait
        return wait
    }
}
