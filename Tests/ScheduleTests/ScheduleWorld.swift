// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

@testable import Schedule

/// A daemon around a machine, whose clock and fortune are drawn, and everything that must hold of it.
struct ScheduleWorld {
    /// All that was decided of a job under one expression, since it was known.
    private struct Ledger {
        let job: ScheduledJob
        let known: Timestamp
        var begun: [Timestamp] = []
        var left: [ClosedRange<Timestamp>] = []
    }

    private static let salt = "host"

    private var random: SeededGenerator
    private(set) var now: Timestamp
    private var jobs: [ScheduledJob]
    private var machine: ScheduleMachine
    /// What is on the disk.
    private var durable: [UInt8]
    private var ledgers: [String: Ledger] = [:]
    /// What waits for its turn, by job.
    private var waiting: [String: Timestamp] = [:]
    /// What really runs, by job.
    private var runs: [String: Timestamp] = [:]
    private(set) var begun = 0
    private(set) var catchUps = 0
    private(set) var left: [JobRecord.Skip.Reason: Int] = [:]

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        // Over the changes of clocks in March and October.
        now = Timestamp(seconds: Int64.random(in: 1_767_225_600..<1_798_761_600, using: &random))
        jobs = []
        for name in ["a", "b", "c", "d"] { jobs.append(try Self.job(name, &random)) }
        machine = try ScheduleMachine(jobs, restored: nil, salt: Self.salt, now: now)
        durable = machine.state.canonical
        for job in jobs { ledgers[job.name] = Ledger(job: job, known: now) }
    }

    private static func job(_ name: String, _ random: inout SeededGenerator) throws -> ScheduledJob {
        let crons = [
            "*/15 * * * *", "0 * * * *", "30 2 * * *", "5,50 1-4 * * *", "0 */6 * * 1-5", "* 2 * * *", "@daily",
        ]
        let zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
        let policies: [ScheduledJob.Missed] = [.skip, .run(within: 600), .run(within: 7200), .run(within: 5 * 86400)]
        return try Schedule.ScheduledJob(
            name, CronExpression(crons.randomElement(using: &random) ?? ""),
            in: ZonedCalendar(zones.randomElement(using: &random) ?? ""),
            jitter: [0, 0, 30, 900, 7200].randomElement(using: &random) ?? 0,
            missed: policies.randomElement(using: &random) ?? .skip)
    }

    mutating func step() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<55:
            // A timer that is never early, and late at times.
            let late = Int64.random(in: 0...3, using: &random) == 0 ? Int64.random(in: 0...120, using: &random) : 0
            now = Timestamp(seconds: max(now.seconds, machine.nextWake?.seconds ?? now.seconds) + late)
        case 55..<70: now = Timestamp(seconds: now.seconds + Int64.random(in: 0...90, using: &random))
        case 70..<74: now = Timestamp(seconds: now.seconds + Int64.random(in: 0...86400, using: &random))
        case 74..<76: now = Timestamp(seconds: now.seconds + Int64.random(in: 0...10 * 86400, using: &random))
        case 76..<80: now = Timestamp(seconds: now.seconds - Int64.random(in: 1...7200, using: &random))
        case 80: now = Timestamp(seconds: now.seconds - Int64.random(in: 1...2 * 86400, using: &random))
        case 81..<86: return try begin(waiting.keys.sorted().randomElement(using: &random))
        case 86..<94: return try end()
        case 94..<97: return try restart()
        default: return try reload()
        }
        try tick()
    }

    private mutating func tick() throws {
        let before = machine.state
        let step = machine.tick(now)
        #expect(step.hasChanged == (step.state != before))
        for job in jobs {
            let decided = try #require(step.state.jobs[job.name]?.decided)
            if let next = job.next(after: decided) { #expect(job.due(next, salt: Self.salt) > now) }
        }
        try check(step)
        guard survives(step) else { return try restart() }
        try note(step)
        for beginning in step.begin { waiting[beginning.job] = beginning.occurrence }
        if Int.random(in: 0..<40, using: &random) == 0 { return try restart() }
        for beginning in step.begin where Int.random(in: 0..<4, using: &random) != 0 {
            // Nothing waits any more where the process has ended.
            if waiting[beginning.job] != nil { try begin(beginning.job) }
        }
    }

    private mutating func begin(_ name: String?) throws {
        guard let name, let occurrence = waiting[name] else { return }
        let step = machine.begins(name)
        #expect(step.begin.isEmpty && step.skipped.isEmpty)
        guard survives(step) else { return try restart() }
        waiting[name] = nil
        // At the worst moment: it is written, and was not begun.
        if Int.random(in: 0..<40, using: &random) == 0 { return try restart() }
        runs[name] = occurrence
    }

    /// The state is written, but at times the process ends before it is.
    private mutating func survives(_ step: ScheduleStep) -> Bool {
        if Int.random(in: 0..<40, using: &random) == 0 { return false }
        durable = step.state.canonical
        return true
    }

    private func check(_ step: ScheduleStep) throws {
        #expect(Set(step.begin.map(\.job)).count == step.begin.count)
        for beginning in step.begin {
            let job = try #require(jobs.first { $0.name == beginning.job })
            let (occurrence, due) = (beginning.occurrence, beginning.due)
            #expect(job.next(after: occurrence.minus(1)) == occurrence)
            #expect(due == occurrence || (due > occurrence && due.seconds < occurrence.seconds + job.jitter))
            #expect(due <= now)
            #expect(runs[job.name] == nil && waiting[job.name] == nil, "\(job.name) overlaps itself")
            let lateness = now.seconds - due.seconds
            #expect(beginning.isCatchUp == (lateness > 60))
            if beginning.isCatchUp { #expect(job.missed.allows(lateness)) }
        }
        for skip in step.skipped {
            let job = try #require(jobs.first { $0.name == skip.job })
            let due = job.due(skip.last, salt: Self.salt)
            #expect(due <= now)
            let beginning = step.begin.first { $0.job == skip.job }
            switch skip.reason {
            case .overlap: #expect((runs[job.name] ?? waiting[job.name]) != nil && beginning == nil)
            case .missed:
                let lateness = now.seconds - due.seconds
                #expect(runs[job.name] == nil && beginning == nil)
                #expect(lateness > 60 && !job.missed.allows(lateness))
            case .superseded: #expect(beginning?.occurrence == job.next(after: skip.last))
            }
        }
    }

    private mutating func note(_ step: ScheduleStep) throws {
        for beginning in step.begin {
            #expect(ledgers[beginning.job]?.begun.contains(beginning.occurrence) == false, "begun twice")
            ledgers[beginning.job]?.begun.append(beginning.occurrence)
            begun += 1
            if beginning.isCatchUp { catchUps += 1 }
        }
        for skip in step.skipped {
            ledgers[skip.job]?.left.append(skip.first...skip.last)
            left[skip.reason, default: 0] += 1
        }
    }

    private mutating func end() throws {
        guard let name = runs.keys.sorted().randomElement(using: &random) else { return }
        let outcome = ScheduleMachine.Outcome.allCases.randomElement(using: &random) ?? .failed
        let step = machine.ended(name, outcome, now: now)
        #expect(step.begin.isEmpty)
        try check(step)
        // A disk that is full for a moment: it has ended all the same, and is written with what comes next.
        if Int.random(in: 0..<20, using: &random) == 0 {
            try note(step)
            runs[name] = nil
            return
        }
        guard survives(step) else { return try restart() }
        try note(step)
        runs[name] = nil
    }

    private mutating func restart() throws {
        let restored = try ScheduleState(parsing: durable.span)
        machine = try ScheduleMachine(jobs, restored: restored, salt: Self.salt, now: now)
        let started = restored.jobs.filter { $0.value.run?.status == .started }.keys.sorted()
        #expect(machine.interrupted.map(\.job) == started)
        // Whatever really ran was durable before, unless its job was gone.
        for name in runs.keys where ledgers[name]?.begun.last == runs[name] { #expect(started.contains(name)) }
        for (name, record) in restored.jobs where record.run?.status == .queued {
            let occurrence = try #require(record.run?.occurrence)
            // It never began, so that nothing is decided from it on.
            #expect(runs[name] == nil)
            #expect(machine.state.jobs[name]?.decided == occurrence.minus(1))
            #expect(machine.state.jobs[name]?.run == nil)
            ledgers[name]?.begun.removeAll { $0 >= occurrence }
            ledgers[name]?.left.removeAll { $0.upperBound >= occurrence }
        }
        (runs, waiting) = ([:], [:])
        durable = machine.state.canonical
    }

    private mutating func reload() throws {
        let index = Int.random(in: 0..<jobs.count, using: &random)
        let old = jobs[index]
        try settle(old.name)
        var others = jobs
        // A new name is a new job. Under the same one, what the old expression had due is gone.
        let isRenamed = Bool.random(using: &random)
        let name = isRenamed ? "\(old.name.prefix(1))\(Int.random(in: 0..<1_000_000_000, using: &random))" : old.name
        others[index] = try Self.job(name, &random)
        let decided = try #require(machine.state.jobs[old.name]?.decided)
        let step = try machine.replace(others, now: now)
        #expect(step.begin.isEmpty && step.skipped.isEmpty)
        durable = step.state.canonical
        jobs = others
        if isRenamed {
            ledgers[old.name] = nil
            ledgers[name] = Ledger(job: others[index], known: now)
        } else {
            let isSame = (old.cron, old.calendar.name) == (others[index].cron, others[index].calendar.name)
            var ledger = Ledger(job: others[index], known: isSame ? decided : max(decided, now))
            ledger.begun = (ledgers[name]?.begun ?? []).filter { $0 <= ledger.known }
            ledgers[name] = ledger
        }
    }

    /// Whether what was decided of a job is every occurrence since it was known, and each once.
    private func settle(_ name: String) throws {
        let ledger = try #require(ledgers[name])
        let decided = try #require(machine.state.jobs[name]?.decided)
        var occurrences: [Timestamp] = []
        var last = ledger.known
        while let next = ledger.job.next(after: last), next <= decided {
            occurrences.append(next)
            last = next
        }
        let begun = ledger.begun.filter { $0 > ledger.known }
        #expect(Set(begun).count == begun.count)
        for occurrence in occurrences {
            let times = begun.count { $0 == occurrence } + ledger.left.count { $0.contains(occurrence) }
            #expect(times == 1, "\(ledger.job.cron.text) at \(occurrence.rfc3339) was decided \(times) times")
        }
        #expect(begun.allSatisfy(Set(occurrences).contains))
    }

    func settle() throws { for job in jobs { try settle(job.name) } }
}

extension ScheduledJob.Missed {
    fileprivate func allows(_ lateness: Int64) -> Bool {
        switch self {
        case .skip: false
        case .run(let within): lateness <= within
        }
    }
}
