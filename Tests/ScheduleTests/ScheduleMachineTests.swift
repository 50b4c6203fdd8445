// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

struct ScheduleMachineTests {
    private static func machine(_ jobs: ScheduledJob..., now: Timestamp = at("11-23 08:30")) throws -> ScheduleMachine {
        try ScheduleMachine(jobs, restored: nil, salt: "host", now: now)
    }

    @Test func `a job begins when it is due, and once`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"), job("b", "30 9 * * *"))
        #expect(machine.nextWake == at("11-23 09:00"))
        let early = machine.tick(at("11-23 08:59:59"))
        #expect(early.begin.isEmpty && !early.hasChanged && early.nextWake == at("11-23 09:00"))
        let step = machine.tick(at("11-23 09:00"))
        #expect(step.begun == ["a 11-23 09:00"])
        #expect(step.begin.first?.due == at("11-23 09:00"))
        #expect(step.hasChanged && step.skipped.isEmpty && step.nextWake == at("11-23 09:30"))
        #expect(step.state.jobs["a"]?.decided == at("11-23 09:00"))
        #expect(step.state.jobs["a"]?.run == JobRecord.Run(occurrence: at("11-23 09:00"), began: at("11-23 09:00")))
        #expect(machine.running == ["a": at("11-23 09:00")])
        let again = machine.tick(at("11-23 09:00:01"))
        #expect(again.begin.isEmpty && again.skipped.isEmpty && !again.hasChanged)
        #expect(machine.tick(at("11-23 09:30")).begun == ["b 11-23 09:30"])
    }

    @Test func `how a run ends is remembered`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        let failed = machine.ended("a", .failed, now: at("11-23 09:20"))
        #expect(failed.hasChanged && failed.begin.isEmpty && failed.nextWake == at("11-23 10:00"))
        #expect(failed.state.jobs["a"]?.run?.status == .failed)
        #expect(failed.state.jobs["a"]?.run?.ended == at("11-23 09:20"))
        #expect(!machine.ended("a", .succeeded, now: at("11-23 09:21")).hasChanged)
        #expect(!machine.ended("nobody", .succeeded, now: at("11-23 09:21")).hasChanged)
        #expect(machine.tick(at("11-23 10:00")).begun == ["a 11-23 10:00"])
        #expect(machine.ended("a", .succeeded, now: at("11-23 10:01")).state.jobs["a"]?.run?.status == .succeeded)
    }

    @Test(arguments: ScheduleMachine.Outcome.allCases)
    func `each way to end has its word`(outcome: ScheduleMachine.Outcome) throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        let ended = machine.ended("a", outcome, now: at("11-23 09:20"))
        #expect(ended.state.jobs["a"]?.run?.status.rawValue == outcome.rawValue)
        // What was good before stays known, whatever comes behind it.
        _ = machine.tick(at("11-23 10:00"))
        let later = machine.ended("a", .failed, now: at("11-23 10:20"))
        #expect((later.state.jobs["a"]?.lastSuccess == at("11-23 09:20")) == (outcome == .succeeded))
        let whole: [ScheduleMachine.Outcome: Bool] = [.succeeded: true, .incomplete: false]
        #expect(later.state.jobs["a"]?.isWhole == whole[outcome])
        #expect(try ScheduleState(parsing: ended.state.canonical.span) == ended.state)
    }

    @Test(arguments: [(ScheduledJob.Missed.run(within: 86400), ["a 11-23 10:00+"]), (.skip, [])])
    func `what has not begun when the process ends is as if it was missed`(
        missed: ScheduledJob.Missed, begun: [String]
    ) throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: missed))
        _ = machine.tick(at("11-23 09:00"))
        _ = machine.tick(at("11-23 10:00"))
        let step = machine.gaveBack("a")
        #expect(step.hasChanged && step.begin.isEmpty)
        #expect(step.state.jobs["a"]?.run == nil && step.state.jobs["a"]?.skip == nil)
        #expect(!machine.gaveBack("a").hasChanged)
        let restored = try ScheduleState(parsing: step.state.canonical.span)
        var next = try ScheduleMachine(
            [job("a", "0 * * * *", missed: missed)], restored: restored, salt: "host", now: at("11-23 10:30"))
        #expect(next.interrupted.isEmpty)
        #expect(next.tick(at("11-23 10:30")).begun == begun)
    }

    @Test func `what comes due while the job runs is skipped, once`() throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: .run(within: 86400)), job("b", "0 10 * * *"))
        _ = machine.tick(at("11-23 09:00"))
        let step = machine.tick(at("11-23 10:00"))
        #expect(step.begun == ["b 11-23 10:00"])
        #expect(step.left == ["a overlap 11-23 10:00 11-23 10:00 1"])
        #expect(step.state.jobs["a"]?.run?.status == .queued)
        #expect(machine.begins("a").state.jobs["a"]?.run?.status == .started)
        #expect(!machine.begins("a").hasChanged)
        let skip = JobRecord.Skip(
            first: at("11-23 10:00"), last: at("11-23 10:00"), reason: .overlap, at: at("11-23 10:00"))
        #expect(step.state.jobs["a"]?.skip == skip)
        #expect(machine.tick(at("11-23 10:00:30")).skipped.isEmpty)
        #expect(machine.tick(at("11-23 12:30")).left == ["a overlap 11-23 11:00 11-23 12:00 2"])
        // What was skipped is not made up for.
        let ended = machine.ended("a", .succeeded, now: at("11-23 12:31"))
        #expect(ended.skipped.isEmpty)
        #expect(machine.tick(at("11-23 12:31")).begin.isEmpty)
        #expect(machine.tick(at("11-23 13:00")).begun == ["a 11-23 13:00"])
    }

    @Test func `what came due before the end and was not ticked for is skipped too`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        #expect(
            machine.ended("a", .succeeded, now: at("11-23 10:00:01")).left == ["a overlap 11-23 10:00 11-23 10:00 1"])
        #expect(machine.tick(at("11-23 10:00:01")).begin.isEmpty)
        _ = machine.tick(at("11-23 11:00"))
        // In the very second of the end it does not overlap.
        let ended = machine.ended("a", .succeeded, now: at("11-23 12:00"))
        #expect(ended.skipped.isEmpty && ended.nextWake == at("11-23 12:00"))
        #expect(machine.tick(at("11-23 12:00")).begun == ["a 11-23 12:00"])
    }

    @Test(
        arguments: [
            (.skip, "11-23 09:00:59", ["a 11-23 09:00"], []),
            (.skip, "11-23 09:01:00", ["a 11-23 09:00"], []),
            (.skip, "11-23 09:01:01", [], ["a missed 11-23 09:00 11-23 09:00 1"]),
            (.skip, "11-23 11:00:00", ["a 11-23 11:00"], ["a superseded 11-23 09:00 11-23 10:00 2"]),
            (.skip, "11-23 11:30:00", [], ["a missed 11-23 09:00 11-23 11:00 3"]),
            (.run(within: 600), "11-23 09:01:00", ["a 11-23 09:00"], []),
            (.run(within: 600), "11-23 09:10:00", ["a 11-23 09:00+"], []),
            (.run(within: 600), "11-23 09:10:01", [], ["a missed 11-23 09:00 11-23 09:00 1"]),
            (.run(within: 600), "11-23 11:05:00", ["a 11-23 11:00+"], ["a superseded 11-23 09:00 11-23 10:00 2"]),
            (.run(within: 600), "11-23 11:30:00", [], ["a missed 11-23 09:00 11-23 11:00 3"]),
            (.run(within: 5), "11-23 09:01:00", ["a 11-23 09:00"], []),
            (.run(within: 5), "11-23 09:01:01", [], ["a missed 11-23 09:00 11-23 09:00 1"]),
        ] as [(ScheduledJob.Missed, String, [String], [String])])
    func `what nobody was there for goes by the policy`(
        missed: ScheduledJob.Missed, now: String, begun: [String], left: [String]
    ) throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: missed))
        let step = machine.tick(at(now))
        #expect(step.begun == begun)
        #expect(step.left == left)
        #expect(machine.tick(at(now)).hasChanged == false)
        // The same where nobody was there because there was no process.
        var restarted = try Self.machine(job("a", "0 * * * *", missed: missed)).restarted(now: at(now))
        let other = restarted.tick(at(now))
        #expect(other.begun == begun)
        #expect(other.left == left)
    }

    @Test func `a clock that is set back begins nothing again`() throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: .run(within: 86400)))
        _ = machine.tick(at("11-23 09:00"))
        _ = machine.ended("a", .succeeded, now: at("11-23 09:01"))
        for time in ["11-23 08:00", "11-23 08:59", "11-23 09:00", "11-23 09:30"] {
            let step = machine.tick(at(time))
            #expect(
                step.begin.isEmpty && step.skipped.isEmpty && !step.hasChanged && step.nextWake == at("11-23 10:00"))
            machine = try machine.restarted(now: at(time))
        }
        #expect(machine.ahead(of: at("11-23 09:00")).isEmpty)
        #expect(machine.ahead(of: at("11-23 08:59")).map(\.job) == ["a"])
        #expect(machine.ahead(of: at("11-23 08:59")).map(\.decided) == [at("11-23 09:00")])
        #expect(machine.tick(at("11-23 10:00")).begun == ["a 11-23 10:00"])
    }

    @Test func `a new job begins at nothing from before it was known`() throws {
        let new = try job("a", "0 9 * * *", missed: .run(within: 366 * 86400))
        var machine = try Self.machine(new, now: at("11-23 09:00"))
        #expect(machine.tick(at("11-23 09:00")).begin.isEmpty)
        #expect(machine.nextWake == at("11-24 09:00"))
        #expect(machine.tick(at("11-24 09:00")).begun == ["a 11-24 09:00"])
    }

    @Test func `what never occurs wakes nobody`() throws {
        var machine = try Self.machine(job("a", "0 0 30 2 *"))
        #expect(machine.nextWake == nil)
        #expect(machine.tick(at("12-31 00:00")).nextWake == nil)
        #expect(machine.ahead(of: at("12-31 00:00")).isEmpty)
    }

    @Test func `two jobs do not have one name`() throws {
        #expect(throws: ScheduleError.nameTwice("a")) {
            try ScheduleMachine(
                [job("a", "@daily"), job("a", "@hourly")], restored: nil, salt: "", now: at("11-23 09:00"))
        }
    }

    @Test func `years without a process are no trouble`() throws {
        var machine = try Self.machine(job("a", "* * * * *", missed: .run(within: 86400)), job("b", "*/5 8-10 * 3 *"))
        let later = Timestamp(seconds: at("11-23 09:00:30").seconds + 20 * 365 * 86400)
        let step = machine.tick(later)
        #expect(step.begin.map(\.occurrence) == [Timestamp(seconds: later.seconds - 30)])
        #expect(step.skipped.map(\.count) == [nil, nil])
        #expect(step.skipped.map(\.reason) == [.superseded, .missed])
        #expect(step.skipped[0].first == at("11-23 08:31"))
        #expect(step.skipped[0].last == Timestamp(seconds: later.seconds - 90))
        #expect(step.skipped[1].first.rfc3339 == "2027-03-01T08:00:00Z")
        #expect(step.skipped[1].last.rfc3339 == "2046-03-31T10:55:00Z")
        #expect(!machine.tick(later).hasChanged)
    }

    @Test(arguments: [Int64.min, Int64.max])
    func `no clock is too wrong`(seconds: Int64) throws {
        let now = Timestamp(seconds: seconds)
        var machine = try Self.machine(job("a", "0 * * * *", in: "Europe/Berlin", jitter: 60))
        _ = machine.tick(now)
        _ = machine.ended("a", .succeeded, now: now)
        _ = try machine.replace([job("b", "0 * * * *")], now: now)
        _ = try machine.restarted(now: now)
    }
}
