// SPDX-License-Identifier: Apache-2.0
import Cloud
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Access

/// A service that is down is left alone, and asked again after a minute.
struct CircuitBreakerTests {
    private func failed(_ times: Int, at now: Duration = .zero) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<times {
            #expect(entered(&breaker, now) == .go)
            breaker.failed(at: now, entered: now)
        }
        return breaker
    }

    private func entered(_ breaker: inout CircuitBreaker, _ now: Duration) -> CircuitBreaker.Admission {
        breaker.enter(at: now)
    }

    @Test func `five failures in a row open it, and an answer in between begins anew`() {
        #expect(failed(4).state == .closed(failures: 4))
        #expect(failed(5).state == .open(until: .seconds(60), isFirst: true))
        var breaker = failed(4)
        breaker.answered()
        breaker.failed(at: .zero, entered: .zero)
        #expect(breaker.state == .closed(failures: 1))
    }

    @Test func `in the first minute calls wait for the one that tries, and then go on`() {
        var breaker = failed(5, at: .seconds(10))
        #expect(entered(&breaker, .seconds(30)) == .wait(.seconds(40)))
        #expect(entered(&breaker, .seconds(70)) == .go)
        #expect(breaker.state == .halfOpen(since: .seconds(70), isFirst: true))
        #expect(entered(&breaker, .seconds(70)) == .wait(.seconds(1)))
        breaker.answered()
        #expect(breaker.state == .closed(failures: 0))
    }

    @Test func `once that one has failed too nobody waits, and each minute one tries`() {
        var breaker = failed(5)
        #expect(entered(&breaker, .seconds(60)) == .go)
        breaker.failed(at: .seconds(61), entered: .seconds(60))
        #expect(breaker.state == .open(until: .seconds(121), isFirst: false))
        #expect(entered(&breaker, .seconds(62)) == .refused)
        #expect(entered(&breaker, .seconds(121)) == .go)
        #expect(entered(&breaker, .seconds(121)) == .refused)
        breaker.answered()
        #expect(entered(&breaker, .seconds(122)) == .go)
    }

    @Test func `what was under way when it opened changes nothing, and a trial that is given up is nobody's`() {
        var breaker = failed(5)
        breaker.answered()
        breaker.failed(at: .seconds(1), entered: .zero)
        #expect(breaker.state == .open(until: .seconds(60), isFirst: true))
        #expect(entered(&breaker, .seconds(60)) == .go)
        // The answer of somebody who has waited all the while.
        breaker.failed(at: .seconds(61), entered: .seconds(1))
        #expect(breaker.state == .halfOpen(since: .seconds(60), isFirst: true))
        breaker.cancelled(at: .seconds(61))
        #expect(entered(&breaker, .seconds(61)) == .go)
    }

    private static let lane = CallLane(provider: .aws, account: "1", region: "r", service: "ec2")

    private func call(
        _ retry: CallRetry, _ clock: LeapingClock, _ lane: CallLane = lane, fails: @Sendable () -> CloudError.Kind?
    ) async -> (calls: Int, error: CloudError?) {
        let tally = CallTally()
        do throws(CloudError) {
            try await retry.run(tally, clock, in: lane, operation: "o") { () async throws(CloudError) in
                if let kind = fails() { throw CloudError(service: "ec2", operation: "o", kind, code: "c") }
            }
            return (tally.calls, nil)
        } catch {
            return (tally.calls, error)
        }
    }

    @Test func `a service that is down costs few calls, and its neighbours none`() async {
        let clock = LeapingClock()
        let retry = CallRetry(Backoff(attempts: 3, delay: .seconds(1)), gate: CallGate(ceiling: nil, clock: clock))
        var calls = 0
        for _ in 0..<50 {
            let (sent, error) = await call(retry, clock) { .unavailable }
            calls += sent
            #expect(error?.kind == .unavailable)
        }
        // Two units' attempts, and one call a minute.
        #expect(calls < 10, "\(calls)")
        let other = CallLane(provider: .aws, account: "1", region: "r", service: "s3")
        #expect(await call(retry, clock, other) { nil }.calls == 1)
        // A service that refuses, or asks to slow down, is not down.
        for kind in [CloudError.Kind.denied, .throttled] {
            for _ in 0..<10 { #expect(await call(retry, clock, other) { kind }.error?.code == "c") }
        }
    }

    @Test func `a short outage costs no unit`() async {
        let clock = LeapingClock()
        let retry = CallRetry(Backoff(attempts: 10, delay: .seconds(1)), gate: CallGate(ceiling: nil, clock: clock))
        let outage = Mutex(5)
        let fails: @Sendable () -> CloudError.Kind? = {
            outage.withLock { left in
                left -= 1
                return left >= 0 ? .unavailable : nil
            }
        }
        for _ in 0..<20 { #expect(await call(retry, clock, fails: fails).error == nil) }
    }
}
