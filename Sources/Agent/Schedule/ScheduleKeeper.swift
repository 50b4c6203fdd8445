// SPDX-License-Identifier: Apache-2.0
import Logging
import Posix
import Schedule

/// Has the agent do what its schedule says, at most once for each occurrence: what is begun is durable before it begins.
actor ScheduleKeeper {
    /// Clocks that are set tell nobody.
    private static let longestSleep = Duration.seconds(15)

    private let desk: AgentDesk
    private let logger: Logger
    private let file: ScheduleFile
    private var machine: ScheduleMachine
    private var work: [String: AgentWork]

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
        let step = next.tick(desk.wallClock.now())
        guard keep(next, step) else { return }
        for beginning in step.begin { begin(beginning) }
    }

    func ended(_ job: String, isGood: Bool) {
        var next = machine
        let step = next.ended(job, isGood ? .succeeded : .failed, now: desk.wallClock.now())
        _ = keep(next, step)
    }

    func replace(_ settings: ScheduleSettings?) {
        let jobs = settings?.jobs ?? []
        var next = machine
        do throws(ScheduleError) {
            let step = try next.replace(jobs.map(\.timing), now: desk.wallClock.now())
            guard keep(next, step) else { return }
            work = settings?.work ?? [:]
        } catch {
            logger.error("the schedule stays as it was", metadata: ["problem": "\(error)"])
        }
    }

    /// - Returns: false where it could not be made durable: nothing was decided then, and is when it can be.
    private func keep(_ next: ScheduleMachine, _ step: ScheduleStep) -> Bool {
        if step.hasChanged {
            do throws(AgentError) {
                try file.write(step.state)
            } catch {
                logger.error(
                    "the schedule cannot be written, and nothing of it begins", metadata: ["cause": "\(error)"])
                return false
            }
        }
        machine = next
        for skipping in step.skipped {
            logger.warning(
                "occurrences of a job are left out",
                metadata: [
                    "job": "\(skipping.job)", "first": "\(skipping.first.rfc3339)", "last": "\(skipping.last.rfc3339)",
                    "reason": "\(skipping.reason.rawValue)",
                ])
        }
        return true
    }

    private func begin(_ beginning: ScheduleStep.Beginning) {
        guard let work = work[beginning.job] else { return }
        let cause = RunCause.schedule(job: beginning.job, occurrence: beginning.occurrence)
        do throws(RunBook.Refusal) {
            _ = try desk.request(work, cause)
        } catch {
            logger.warning("a job does not begin", metadata: ["job": "\(beginning.job)", "cause": "\(error)"])
            ended(beginning.job, isGood: false)
        }
    }
}
