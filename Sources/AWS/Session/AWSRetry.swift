// SPDX-License-Identifier: Apache-2.0

/// How often and how soon a call is tried again: exponential back-off with full jitter,
/// https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/.
package struct AWSRetry: Sendable {
    /// The first one included.
    package let attempts: Int
    /// Before the second attempt, at most.
    package let delay: Duration
    static let maximumDelay = Duration.seconds(20)

    package init(attempts: Int, delay: Duration) {
        self.attempts = attempts
        self.delay = delay
    }

    /// The longest wait after `failures` failed attempts; the wait itself is anything from zero to it.
    func ceiling(after failures: Int) -> Duration {
        min(Self.maximumDelay, delay * (1 << min(failures - 1, 16)))
    }
}
