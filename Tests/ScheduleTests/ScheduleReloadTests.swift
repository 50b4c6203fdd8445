// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

/// Reloads and restarts.
struct ScheduleReloadTests {
    private static func machine(_ jobs: ScheduledJob...) throws -> ScheduleMachine {
        try ScheduleMachine(jobs, restored: nil, salt: "host", now: at("11-23 08:30"))
    }

    @Test func `a run without an end is reported after the next start, once`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"), job("b", "0 9 * * *"), job("c", "0 9 * * *"))
        _ = machine.tick(at("11-23 09:00:05"))
        for name in ["a", "b", "c"] { _ = machine.begins(name) }
        _ = machine.ended("b", .succeeded, now: at("11-23 09:01"))
        let next = try machine.restarted(
            [job("a", "0 * * * *"), job("b", "0 9 * * *")], now: at("11-23 09:10"))
        // Of c too, although it is gone.
        #expect(
            next.interrupted
                == ["a", "c"].map {
                    ScheduleMachine.Interrupted(
                        job: $0, occurrence: at("11-23 09:00"), began: at("11-23 09:00:05"))
                })
        #expect(next.state.jobs["a"]?.run?.status == .interrupted)
        #expect(next.state.jobs["a"]?.run?.ended == at("11-23 09:10"))
        #expect(next.state.jobs["b"]?.run?.status == .succeeded)
        #expect(next.running.isEmpty)
        #expect(try next.restarted(now: at("11-23 09:11")).interrupted.isEmpty)
    }

    @Test func `what is durable as begun does not begin again, even if it never did`() throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: .run(within: 86400)))
        #expect(machine.tick(at("11-23 09:00")).begun == ["a 11-23 09:00"])
        _ = machine.begins("a")
        machine = try machine.restarted(now: at("11-23 09:00"))
        let step = machine.tick(at("11-23 09:00"))
        #expect(step.begin.isEmpty && step.skipped.isEmpty)
        #expect(machine.tick(at("11-23 10:00")).begun == ["a 11-23 10:00"])
    }

    /// However the process ended: it needs no time to give anything back.
    @Test(arguments: [(ScheduledJob.Missed.skip, []), (.run(within: 86400), ["a 11-23 11:00+"])])
    func `what waited for its turn is undecided again, with what came due meanwhile`(
        missed: ScheduledJob.Missed, begun: [String]
    ) throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: missed))
        #expect(machine.tick(at("11-23 09:00")).begun == ["a 11-23 09:00"])
        #expect(machine.tick(at("11-23 10:00")).left == ["a overlap 11-23 10:00 11-23 10:00 1"])
        machine = try machine.restarted(now: at("11-23 11:30"))
        #expect(machine.interrupted.isEmpty)
        #expect(machine.state.jobs["a"]?.run == nil && machine.state.jobs["a"]?.skip == nil)
        #expect(machine.tick(at("11-23 11:30")).begun == begun)
        #expect(machine.state.jobs["a"]?.decided == at("11-23 11:00"))
    }

    @Test func `what waits under another expression is not taken back by it`() throws {
        var machine = try Self.machine(job("a", "0 * * * *", missed: .run(within: 86400)))
        _ = machine.tick(at("11-23 09:00"))
        _ = try machine.replace([job("a", "30 8 * * *", missed: .run(within: 86400))], now: at("11-23 09:10"))
        machine = try machine.restarted(now: at("11-23 09:20"))
        #expect(machine.interrupted.map(\.job) == ["a"])
        #expect(machine.tick(at("11-23 09:20")).begin.isEmpty)
    }

    @Test func `what was not made durable is decided again`() throws {
        let jobs = [try job("a", "0 * * * *")]
        let machine = try ScheduleMachine(jobs, restored: nil, salt: "host", now: at("11-23 08:30"))
        var lost = machine
        #expect(lost.tick(at("11-23 09:00")).begun == ["a 11-23 09:00"])
        var next = try machine.restarted(now: at("11-23 09:00:20"))
        #expect(next.tick(at("11-23 09:00:20")).begun == ["a 11-23 09:00"])
    }

    @Test func `a job that is gone is forgotten, and its end changes nothing`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"), job("b", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        let step = try machine.replace([job("b", "0 * * * *")], now: at("11-23 09:10"))
        #expect(step.hasChanged && step.begin.isEmpty && step.skipped.isEmpty)
        #expect(Set(step.state.jobs.keys) == ["b"])
        #expect(step.nextWake == at("11-23 10:00"))
        let ended = machine.ended("a", .failed, now: at("11-23 09:20"))
        #expect(!ended.hasChanged && machine.running.keys.sorted() == ["b"])
    }

    @Test func `who comes back under a name waits for the run of that name`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        _ = try machine.replace([], now: at("11-23 09:10"))
        _ = try machine.replace([job("a", "15 * * * *")], now: at("11-23 09:11"))
        #expect(machine.tick(at("11-23 09:15")).left == ["a overlap 11-23 09:15 11-23 09:15 1"])
        let ended = machine.ended("a", .succeeded, now: at("11-23 09:20"))
        #expect(ended.state.jobs["a"]?.run == nil)
        #expect(machine.tick(at("11-23 10:15")).begun == ["a 11-23 10:15"])
    }

    @Test(arguments: [("30 * * * *", "UTC"), ("0 * * * *", "Asia/Kathmandu")])
    func `another expression or zone has nothing due of the old one`(cron: String, zone: String) throws {
        let old = try job("a", "0 * * * *", missed: .run(within: 86400))
        let new = try job("a", cron, in: zone, missed: .run(within: 86400))
        var reloaded = try Self.machine(old)
        #expect(try reloaded.replace([new], now: at("11-23 10:50")).hasChanged)
        // As if the reload had come with a restart.
        for var machine in [reloaded, try Self.machine(old).restarted([new], now: at("11-23 10:50"))] {
            let step = machine.tick(at("11-23 10:50"))
            #expect(step.begin.isEmpty && step.skipped.isEmpty)
            #expect(machine.nextWake == (zone == "UTC" ? at("11-23 11:30") : at("11-23 11:15")))
        }
    }

    @Test func `another expression forgets neither the run nor what is decided`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        _ = machine.tick(at("11-23 09:00"))
        // The clock is set back, and the new expression names a time that was decided.
        let step = try machine.replace([job("a", "0 9 * * *")], now: at("11-23 08:50"))
        #expect(step.state.jobs["a"]?.run?.occurrence == at("11-23 09:00"))
        _ = machine.ended("a", .succeeded, now: at("11-23 08:55"))
        #expect(machine.state.jobs["a"]?.run?.status == .succeeded)
        #expect(machine.tick(at("11-23 09:00")).begin.isEmpty)
    }

    @Test func `what is due already stays so with another jitter or policy`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        let step = try machine.replace([job("a", "0 * * * *", missed: .run(within: 86400))], now: at("11-23 09:30"))
        #expect(!step.hasChanged)
        #expect(machine.tick(at("11-23 09:30")).begun == ["a 11-23 09:00+"])
    }

    @Test func `a reload that is refused changes nothing`() throws {
        var machine = try Self.machine(job("a", "0 * * * *"))
        let before = machine
        #expect(throws: ScheduleError.nameTwice("b")) {
            try machine.replace([job("b", "@daily"), job("b", "@daily")], now: at("11-23 09:00"))
        }
        #expect(machine == before)
    }
}
