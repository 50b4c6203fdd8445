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

    /// Through which calls go whose lane is known; nil for none.
    private let gate: CallGate?

    package init(attempts: Int, delay: Duration, gate: CallGate? = nil) {
        self.attempts = attempts
        self.delay = delay
        self.gate = gate
    }

    /// The longest wait after `failures` failed attempts; the wait itself is anything from zero to it.
    package func ceiling(after failures: Int) -> Duration {
        min(Self.maximumDelay, delay * (1 << min(failures - 1, 16)))
    }

    /// Attempts something until it is done or no attempt is left. What an answer asks to wait is waited, and no less.
    package func run<R>(
        _ tally: CallTally, _ clock: any Clock<Duration>, in lane: CallLane? = nil, operation: String = "",
        _ attempt: () async throws(CloudError) -> R
    ) async throws(CloudError) -> R {
        var failures = 0
        while true {
            do throws(CloudError) {
                guard let gate, let lane else {
                    tally.called()
                    return try await attempt()
                }
                let entered = try await gate.enter(lane, operation)
                tally.called()
                let result = await Self.result(of: attempt)
                gate.leave(lane, entered: entered, result.error)
                return try result.get()
            } catch {
                failures += 1
                let asked = error.retryAfter ?? .zero
                guard error.isRetryable, failures < attempts, asked <= Self.maximumRetryAfter else {
                    var last = error
                    last.isExhausted = error.isExhausted || error.isRetryable
                    throw last
                }
                tally.retried()
                try await pause(max(asked, ceiling(after: failures) * Double.random(in: 0...1)), clock, error)
            }
        }
    }

    private static func result<R>(of attempt: () async throws(CloudError) -> R) async -> Result<R, CloudError> {
        do throws(CloudError) {
            return .success(try await attempt())
        } catch {
            return .failure(error)
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

extension Result {
    fileprivate var error: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
