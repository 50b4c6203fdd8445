// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization

/// Through which every call of a run goes: keeps the pace of each lane, and leaves services alone that are down.
package final class CallGate: Sendable {
    private struct State {
        var paces: [CallLane: CallPace] = [:]
        var breakers: [String: CircuitBreaker] = [:]
    }

    private let ceiling: Double?
    private let told: @Sendable (CallLane, CallEvent) -> Void
    private let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let state = Mutex(State())

    /// - Parameters:
    ///   - ceiling: of each lane, in calls a second; nil for whatever the cloud takes.
    ///   - told: hears of what an operator should know.
    package init(
        ceiling: Double?, clock: any Clock<Duration>,
        told: @escaping @Sendable (CallLane, CallEvent) -> Void = { _, _ in }
    ) {
        self.ceiling = ceiling
        self.told = told
        self.clock = clock
        stopwatch = Stopwatch(clock)
    }

    /// Waits until a call may go.
    ///
    /// - Returns: when it took its place.
    /// - Throws: `CircuitOpen` for a service that is down, or the end of the task.
    func enter(_ lane: CallLane, _ operation: String) async throws(CloudError) -> Duration {
        var admission = breaker(lane) { $0.enter(at: now) }
        while case .wait(let wait) = admission {
            try await sleep(wait, lane, operation)
            admission = breaker(lane) { $0.enter(at: now) }
        }
        guard admission == .go else {
            var refusal = CloudError(service: lane.service, operation: operation, .unavailable, code: "CircuitOpen")
            refusal.isExhausted = true
            throw refusal
        }
        let entered = now
        let wait = state.withLock { $0.paces[lane, default: CallPace(ceiling: ceiling)].enter(at: entered) }
        if wait > .zero {
            do throws(CloudError) {
                try await sleep(wait, lane, operation)
            } catch {
                breaker(lane) { $0.cancelled(at: now) }
                throw error
            }
        }
        return entered
    }

    /// A call has ended.
    ///
    /// - Parameters:
    ///   - entered: what ``enter(_:_:)`` gave.
    ///   - failure: nil for a success.
    func leave(_ lane: CallLane, entered: Duration, _ failure: CloudError?) {
        switch failure?.kind {
        case .throttled?:
            state.withLock {
                $0.paces[lane]?.throttled(at: now, entered: entered, retryAfter: failure?.retryAfter)
            }
            breaker(lane) { $0.answered() }
            told(lane, .throttled)
        case .transport(.cancelled)?: breaker(lane) { $0.cancelled(at: now) }
        case .unavailable?, .transport?: breaker(lane) { $0.failed(at: now, entered: entered) }
        default:
            state.withLock { $0.paces[lane]?.answered(at: now) }
            breaker(lane) { $0.answered() }
        }
    }

    @discardableResult
    private func breaker<R: Sendable>(_ lane: CallLane, _ change: (inout CircuitBreaker) -> R) -> R {
        let (result, before, after) = state.withLock { state in
            let before = state.breakers[lane.endpoint, default: CircuitBreaker()].isClosed
            let result = change(&state.breakers[lane.endpoint, default: CircuitBreaker()])
            return (result, before, state.breakers[lane.endpoint]?.isClosed ?? true)
        }
        if before != after { told(lane, after ? .circuitClosed : .circuitOpened) }
        return result
    }

    /// No call of the lane goes before the pause is over.
    func hold(_ lane: CallLane, for pause: Duration) {
        state.withLock { $0.paces[lane]?.hold(until: now + min(pause, Backoff.maximumRetryAfter)) }
    }

    private var now: Duration { stopwatch.elapsed }

    private func sleep(_ wait: Duration, _ lane: CallLane, _ operation: String) async throws(CloudError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw CloudError(
                service: lane.service, operation: operation, .transport(.cancelled), code: "Cancelled")
        }
    }
}
