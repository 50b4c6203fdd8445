// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

@testable import Schedule

struct JitterTests {
    /// Of the reference implementation.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func `the hash is FNV-1a`(text: String, expected: UInt64) {
        #expect(Jitter.fnv1a(text.utf8) == expected)
    }

    @Test func `the finalizer is that of MurmurHash3`() {
        #expect(Jitter.mixed(0) == 0)
        #expect(Jitter.mixed(1) == 0xB456_BCFC_34C2_CB2C)
    }

    /// Written down: a program that drew others would begin a job twice, or not at all, when it takes the place of this one.
    @Test(arguments: [("nightly", "host-1", 1154), ("nightly", "host-2", 566), ("weekly", "host-1", 468)])
    func `the same is drawn on every machine and by every version`(name: String, salt: String, expected: Int64) {
        #expect(Jitter.offset(of: name, at: at("11-23 03:00"), salt: salt, below: 3600) == expected)
    }

    @Test(arguments: [1, 2, 7, 60, 3600, 86400] as [Int64])
    func `all offsets below the bound are drawn about as often`(bound: Int64) {
        let draws = 20000
        var low = 0
        for number in 0..<Int64(draws) {
            let moment = Timestamp(seconds: 1_795_424_400 + number * 3600)
            let offset = Jitter.offset(of: "nightly", at: moment, salt: "host", below: bound)
            #expect((0..<bound).contains(offset))
            if offset < (bound + 1) / 2 { low += 1 }
        }
        let share = Double((bound + 1) / 2) / Double(bound)
        #expect(abs(Double(low) / Double(draws) - share) < 0.02)
    }

    @Test func `hosts do not begin all at once`() throws {
        let nightly = try job("nightly", "0 3 * * *", jitter: 3600)
        let due = Set((0..<100).map { nightly.due(at("11-23 03:00"), salt: "host-\($0)").seconds })
        #expect(due.count > 90)
    }

    @Test func `a job is due before it occurs again`() throws {
        let often = try job("often", "*/5 * * * *", jitter: 3600)
        var last = at("11-23 03:00")
        for _ in 0..<500 {
            let next = try #require(often.next(after: last))
            let due = often.due(last, salt: "host")
            #expect(last <= due && due < next)
            last = next
        }
    }

    @Test func `a job waits for its offset, also after a restart`() throws {
        let nightly = try job("nightly", "0 3 * * *", jitter: 3600)
        let due = nightly.due(at("11-24 03:00"), salt: "host")
        #expect(due > at("11-24 03:00"))
        var machine = try ScheduleMachine([nightly], restored: nil, salt: "host", now: at("11-23 12:00"))
        #expect(machine.nextWake == due)
        #expect(machine.tick(due.minus(1)).begin.isEmpty)
        machine = try machine.restarted(now: due.minus(1))
        #expect(machine.nextWake == due)
        #expect(
            machine.tick(due).begin == [
                ScheduleStep.Beginning(job: "nightly", occurrence: at("11-24 03:00"), due: due, isCatchUp: false)
            ])
    }

    @Test(
        arguments: [
            ("", 0, .skip, .badName("")), ("a b", 0, .skip, .badName("a b")), ("ä", 0, .skip, .badName("ä")),
            ("a/b", 0, .skip, .badName("a/b")),
            (String(repeating: "a", count: 65), 0, .skip, .badName(String(repeating: "a", count: 65))),
            ("a", -1, .skip, .badJitter(job: "a", seconds: -1)),
            ("a", 86401, .skip, .badJitter(job: "a", seconds: 86401)),
            ("a", 0, .run(within: 0), .badLateness(job: "a", seconds: 0)),
            ("a", 0, .run(within: .max), .badLateness(job: "a", seconds: .max)),
        ] as [(String, Int64, ScheduledJob.Missed, ScheduleError)])
    func `what is no job is refused`(name: String, jitter: Int64, missed: ScheduledJob.Missed, expected: ScheduleError)
    {
        let error = #expect(throws: expected) { try job(name, "@daily", jitter: jitter, missed: missed) }
        #expect(error?.description.contains(name) == true)
    }
}
