// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

struct BacklogTests {
    /// Counted one by one, however many there are.
    private static func due(_ job: ScheduledJob, after decided: Timestamp, _ now: Timestamp) -> [Timestamp] {
        var (found, last): ([Timestamp], Timestamp) = ([], decided)
        while let next = job.next(after: last), job.due(next, salt: "host") <= now {
            found.append(next)
            last = next
        }
        return found
    }

    @Test func `what is due is the same, counted or halved`() throws {
        let hourly = try job("a", "0 * * * *", in: "Europe/Berlin", jitter: 3600)
        let decided = at("03-01 00:00")
        // From one to far more than are counted; at times the newest has occurred and is not due.
        var undue = 0
        for hours in [1, 2, 3, 30, 999, 1000, 1001, 1002, 1003, 4000] as [Int64] {
            for second in stride(from: 0, to: 3600, by: 240) as StrideTo<Int64> {
                let now = Timestamp(seconds: decided.seconds + hours * 3600 + second)
                let expected = Self.due(hourly, after: decided, now)
                let backlog = Backlog(of: hourly, after: decided, due: now, salt: "host")
                #expect(backlog?.first == expected.first)
                #expect(backlog?.last == expected.last)
                #expect(backlog?.beforeLast == expected.dropLast().last)
                #expect(backlog?.count == (1...Backlog.countLimit ~= expected.count ? expected.count : nil))
                if let last = expected.last, let next = hourly.next(after: last), next <= now { undue += 1 }
            }
        }
        #expect(undue > 20)
    }

    @Test func `nothing that is due is no backlog`() throws {
        let daily = try job("a", "0 9 * * *")
        #expect(Backlog(of: daily, after: at("11-23 08:00"), due: at("11-23 08:59:59"), salt: "") == nil)
        #expect(Backlog(of: daily, after: at("11-23 09:00"), due: at("11-24 08:59:59"), salt: "") == nil)
        #expect(Backlog(of: daily, after: at("11-23 09:00"), due: at("11-22 09:00"), salt: "") == nil)
        #expect(Backlog(of: daily, after: at("11-23 08:00"), due: at("11-23 09:00"), salt: "")?.count == 1)
    }
}
