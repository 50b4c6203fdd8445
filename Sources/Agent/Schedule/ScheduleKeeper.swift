// SPDX-License-Identifier: Apache-2.0
import Logging
import Posix
import Schedule

/// Has the agent do what its schedule says, at most once for each occurrence: that it begins is durable before it does.
/// What has ended has ended, durable or not: a disk that was full for a moment holds up no job for ever.
actor ScheduleKeeper {
    /// Clocks that are set tell nobody.
    private static let longestSleep = Duration.seconds(15)

    private let desk: AgentDesk
    private let logger: Logger
    private let file: ScheduleFile
    private var machine: ScheduleMachine
    private var work: [String: AgentWork]
    /// The file has what the machine has.
    private(set) var isStored = true
    /// Jobs of which somebody was told that they are ahead of the clock.
    private var told: Set<String> = []

    init(_ desk: AgentDesk, _ settings: ScheduleSettings?, stateDirectory: String, logger: Logger) throws(AgentError) {
        self.desk = desk
        self.logger = logger
        file = try ScheduleFile(directory: stateDirectory)
        let jobs = settings?.jobs ?? []
        work = settings?.work ?? [:]
        do {
            machine = try ScheduleMachine(
                jobs.map(\.timing), restored: try file.read(), salt: ProcessIdentity.host, now: desk.wallClock.now())
        } catch let error as AgentError {
            throw error
        } catch {
            throw .defect("the schedule: \(error)")
        }
        try file.write(machine.state)
        RunMetrics.begin()
        RunMetrics.restore(machine.state, work)
        for run in machine.interrupted {
            logger.warning(
                "a job was interrupted by the end of the agent",
                metadata: ["job": "\(run.job)", "occurrence": "\(run.occurrence.rfc3339)"])
        }
    }

    /// Until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            tick()
            do {
                try await desk.context.clock.sleep(for: wait)
            } catch {
                return
            }
        }
    }

    private var wait: Duration {
        guard let wake = machine.nextWake else { return Self.longestSleep }
        return min(Self.longestSleep, .seconds(max(1, wake.seconds - desk.wallClock.now().seconds)))
    }

    /// Decides what is due, and begins it.
    func tick() {
        var next = machine
        let now = desk.wallClock.now()
        let step = next.tick(now)
        // Where it could not be made durable nothing was decided, and is when it can be.
        if step.hasChanged || !isStored { guard store(step.state) else { return } }
        take(next, step)
        for beginning in step.begin { begin(beginning) }
        warn(of: machine.ahead(of: now))
    }

    /// What waited for its turn has it.
    ///
    /// - Throws: where that cannot be made durable; it must not begin then.
    func begins(_ job: String) throws(AgentError) {
        var next = machine
        let step = next.begins(job)
        if step.hasChanged || !isStored { try write(step.state) }
        take(next, step)
    }

    func ended(_ job: String, _ outcome: ScheduleMachine.Outcome) {
        let now = desk.wallClock.now()
        hold { $0.ended(job, outcome, now: now) }
    }

    /// A run that waited for its turn does not begin any more.
    func gaveBack(_ job: String) { hold { $0.gaveBack(job) } }

    /// What has happened has happened, durable or not.
    private func hold(_ change: (inout ScheduleMachine) -> ScheduleStep) {
        var next = machine
        let step = change(&next)
        take(next, step)
        if step.hasChanged { _ = store(step.state) }
    }

    /// - Throws: where the jobs cannot be; the schedule is what it was then.
    func replace(_ settings: ScheduleSettings?) throws(AgentError) {
        let jobs = settings?.jobs ?? []
        var changed = machine
        let step: ScheduleStep
        do throws(ScheduleError) {
            step = try changed.replace(jobs.map(\.timing), now: desk.wallClock.now())
        } catch {
            throw .defect("the schedule: \(error)")
        }
        if step.hasChanged { try file.write(step.state) }
        take(changed, step)
        let next = settings?.work ?? [:]
        for (job, earlier) in work where next[job]?.kind != earlier.kind { RunMetrics.forget(job) }
        work = next
    }

    private func write(_ state: ScheduleState) throws(AgentError) {
        do throws(AgentError) {
            try file.write(state)
            isStored = true
        } catch {
            isStored = false
            throw error
        }
    }

    /// - Returns: false where it could not be made durable.
    private func store(_ state: ScheduleState) -> Bool {
        let wasStored = isStored
        do throws(AgentError) {
            try write(state)
        } catch {
            // Once for each trouble: it is tried every second.
            if wasStored {
                logger.error(
                    "the schedule cannot be written, and nothing of it begins", metadata: ["cause": "\(error)"])
            }
        }
        return isStored
    }

    /// Once for each: until the clock is there again, the job does not run.
    private func warn(of ahead: [(job: String, decided: Timestamp)]) {
        for (job, decided) in ahead where !told.contains(job) {
            logger.warning(
                "a job waits for the clock, which was set back",
                metadata: ["job": "\(job)", "decided": "\(decided.rfc3339)"])
        }
        told = Set(ahead.map(\.job))
    }

    private func take(_ next: ScheduleMachine, _ step: ScheduleStep) {
        machine = next
        for skipping in step.skipped {
            logger.warning(
                "occurrences of a job are left out",
                metadata: [
                    "job": "\(skipping.job)", "first": "\(skipping.first.rfc3339)", "last": "\(skipping.last.rfc3339)",
                    "reason": "\(skipping.reason.rawValue)",
                ])
        }
    }

    private func begin(_ beginning: ScheduleStep.Beginning) {
        guard let work = work[beginning.job] else { return }
        let cause = RunCause.schedule(job: beginning.job, occurrence: beginning.occurrence)
        do throws(RunBook.Refusal) {
            _ = try desk.request(work, cause)
        } catch {
            if error == .ending { return gaveBack(beginning.job) }
            logger.warning("a job does not begin", metadata: ["job": "\(beginning.job)", "cause": "\(error)"])
            RunMetrics.refused(work)
            ended(beginning.job, .failed)
        }
    }
}
