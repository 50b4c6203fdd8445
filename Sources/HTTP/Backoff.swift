// SPDX-License-Identifier: Apache-2.0

/// How often and how soon something is tried again: exponential back-off with full jitter,
/// https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/.
package struct Backoff: Sendable {
    /// The first one included.
    package let attempts: Int
    /// Before the second attempt, at most.
    package let delay: Duration
    private static let maximumDelay = Duration.seconds(20)
    /// Nobody is waited for longer, whatever he asks for.
    package static let maximumRetryAfter = Duration.seconds(120)

    package init(attempts: Int, delay: Duration) {
        self.attempts = attempts
        self.delay = delay
    }

    /// The longest wait after `failures` failed attempts; the wait itself is anything from zero to it.
    package func ceiling(after failures: Int) -> Duration {
        min(Self.maximumDelay, delay * (1 << min(failures - 1, 16)))
    }

    /// How long to wait before the next attempt: what the far side asks for, and no less.
    ///
    /// - Returns: nil if there is no next one.
    package func wait(after failures: Int, asked: Duration?) -> Duration? {
        let asked = asked ?? .zero
        guard failures < attempts, asked <= Self.maximumRetryAfter else { return nil }
        return max(asked, ceiling(after: failures) * Double.random(in: 0...1))
    }
}
