// SPDX-License-Identifier: Apache-2.0
package import HTTP
import Posix

/// Tries calls again that may yet succeed, and lets each through the gate of its lane.
package struct CallRetry: Sendable {
    private let backoff: Backoff
    /// Through which calls go whose lane is known; nil for none.
    private let gate: CallGate?

    package init(_ backoff: Backoff, gate: CallGate? = nil) {
        self.backoff = backoff
        self.gate = gate
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
                let result = await Result.awaiting(attempt)
                gate.leave(lane, entered: entered, result.failure)
                return try result.get()
            } catch {
                failures += 1
                guard error.isRetryable, let wait = backoff.wait(after: failures, asked: error.retryAfter) else {
                    var last = error
                    last.isExhausted = error.isExhausted || error.isRetryable
                    throw last
                }
                tally.retried()
                try await pause(wait, clock, error)
            }
        }
    }

    /// Answers say that the lane is used up for a while.
    package func hold(_ lane: CallLane, for pause: Duration) { gate?.hold(lane, for: pause) }

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
