// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Access

/// The pace of a lane, against services that count.
struct CallPaceTests {
    enum Limit: CaseIterable {
        /// So many in each second of the clock.
        case window
        /// A bucket that fills steadily.
        case bucket
    }

    @Test func `a quota that is used up is waited for, and the pace is none the worse`() {
        var pace = CallPace(ceiling: nil)
        _ = pace.enter(at: .zero)
        let rate = pace.rate
        pace.hold(until: .seconds(3))
        #expect(pace.enter(at: .seconds(1)) == .seconds(2) && pace.rate == rate)
        #expect(pace.enter(at: .seconds(10)) == .zero)
    }

    /// A service that takes five calls a second, and workers that need a number of answers, in simulated time.
    private struct Run {
        let limit: Limit
        var allowed = 5.0
        var pace: CallPace
        var calls = 0
        var refused = 0
        private var tokens = 5.0
        private var filled = Duration.zero

        init(_ limit: Limit, ceiling: Double? = nil) {
            self.limit = limit
            pace = CallPace(ceiling: ceiling)
        }

        private mutating func takes(at now: Duration) -> Bool {
            calls += 1
            switch limit {
            case .window:
                if now.components.seconds != filled.components.seconds { tokens = allowed }
            case .bucket:
                tokens = min(allowed, tokens + allowed * ((now - filled) / .seconds(1)))
            }
            filled = now
            guard tokens >= 1 else {
                refused += 1
                return false
            }
            tokens -= 1
            return true
        }

        /// - Returns: how long it took.
        mutating func answer(_ needed: Int, workers: Int, latency: Duration) -> Duration {
            // When each worker's call reaches the service, and when it took its place.
            var due: [(at: Duration, entered: Duration)] = []
            func sorted() -> [(at: Duration, entered: Duration)] { due.sorted { $0.at < $1.at } }
            for _ in 0..<workers {
                let wait = pace.enter(at: .zero)
                due.append((wait + latency / 2, .zero))
            }
            var answered = 0
            var now = Duration.zero
            while answered < needed {
                due = sorted()
                let call = due.removeFirst()
                now = call.at
                let isTaken = takes(at: now)
                let end = now + latency / 2
                if isTaken {
                    answered += 1
                    pace.answered(at: end)
                } else {
                    pace.throttled(at: end, entered: call.entered, retryAfter: nil)
                }
                due.append((end + pace.enter(at: end) + latency / 2, end))
            }
            return now
        }
    }

    /// cloudquery#15780: more concurrency, more throttling, no more speed.
    @Test(arguments: Limit.allCases, [1, 2, 4, 8])
    func `against five calls a second the calls are at most a tenth more than are needed`(
        limit: Limit, workers: Int
    ) {
        for latency in [2, 20, 100, 300] {
            for needed in [200, 1000] {
                var run = Run(limit)
                let took = run.answer(needed, workers: workers, latency: .milliseconds(latency))
                #expect(
                    Double(run.calls) <= Double(needed) * 1.1, "\(latency) ms, \(needed): \(run.refused) were refused")
                // And it is not much slower than it may be.
                #expect(took < .seconds(Double(needed) / 5 * 1.6 + 10), "\(latency) ms, \(needed): \(took)")
            }
        }
    }

    @Test func `who is never asked to slow down does not wait for long`() {
        var pace = CallPace(ceiling: nil)
        var now = Duration.zero
        for _ in 0..<20_000 {
            now += pace.enter(at: now) + .milliseconds(1)
            pace.answered(at: now)
        }
        #expect(now < .seconds(30))
        #expect(pace.rate >= CallPace.unlimited)
        #expect(pace.enter(at: now) == .zero)
    }

    /// ScoutSuite#1669, #91: a scan that knew no pace kept production from scaling.
    @Test func `the configuration's ceiling holds, whatever the cloud takes`() {
        var pace = CallPace(ceiling: 10)
        var now = Duration.zero
        for _ in 0..<1000 {
            now += pace.enter(at: now)
            pace.answered(at: now)
        }
        #expect(now >= .seconds(99))
    }

    @Test func `what the cloud asks to wait, every call of the lane waits`() {
        var pace = CallPace(ceiling: nil)
        let entered = pace.enter(at: .zero)
        pace.throttled(at: .seconds(1), entered: entered, retryAfter: .seconds(30))
        #expect(pace.enter(at: .seconds(1)) >= .seconds(30))
        // Those that were under way already change nothing.
        let rate = pace.rate
        pace.throttled(at: .milliseconds(1001), entered: .milliseconds(900), retryAfter: nil)
        #expect(pace.rate == rate)
    }

    @Test func `it finds its way up again when the cloud takes more`() {
        var run = Run(.bucket)
        _ = run.answer(100, workers: 4, latency: .milliseconds(20))
        let slow = run.pace.rate
        run.allowed = 50
        _ = run.answer(2000, workers: 4, latency: .milliseconds(20))
        #expect(run.pace.rate > slow * 3)
    }
}
