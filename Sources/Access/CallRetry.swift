// SPDX-License-Identifier: Apache-2.0
import HTTP

/// How often and how soon a call is tried again: exponential back-off with full jitter,
/// https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/.
package struct CallRetry: Sendable {
    /// The first one included.
    package let attempts: Int
    /// Before the second attempt, at most.
    package let delay: Duration
    package static let maximumDelay = Duration.seconds(20)
    /// No cloud is waited for longer, whatever it asks for.
    package static let maximumRetryAfter = Duration.seconds(120)

    package init(attempts: Int, delay: Duration) {
        self.attempts = attempts
        self.delay = delay
    }

    /// The longest wait after `failures` failed attempts; the wait itself is anything from zero to it.
    package func ceiling(after failures: Int) -> Duration {
        min(Self.maximumDelay, delay * (1 << min(failures - 1, 16)))
    }

    /// Attempts something until it is done or no attempt is left. What an answer asks to wait is waited, and no less.
    package func run<R>(
        _ tally: CallTally, _ clock: any Clock<Duration>, _ attempt: () async throws(CloudError) -> R
    ) async throws(CloudError) -> R {
        var failures = 0
        while true {
            do throws(CloudError) {
                tally.called()
                return try await attempt()
            } catch {
                failures += 1
                let asked = error.retryAfter ?? .zero
                guard error.isRetryable, failures < attempts, asked <= Self.maximumRetryAfter else {
                    var last = error
                    last.isExhausted = error.isRetryable
                    throw last
                }
                tally.retried()
                try await pause(max(asked, ceiling(after: failures) * Double.random(in: 0...1)), clock, error)
            }
        }
    }

    /// - Parameter failure: what is waited for to pass.
    private func pause(
        _ wait: Duration, _ clock: any Clock<Duration>, _ failure: CloudError
    ) async throws(CloudError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw CloudError(
                service: failure.service, operation: failure.operation, .transport(.cancelled), code: "Cancelled")
        }
    }
}
