// SPDX-License-Identifier: Apache-2.0
package import Posix

extension ScheduleMachine {
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case succeeded, incomplete, failed, taken

        fileprivate var status: JobRecord.Run.Status {
            switch self {
            case .succeeded: .succeeded
            case .incomplete: .incomplete
            case .failed: .failed
            case .taken: .taken
            }
        }
    }

    /// Decides all that is due.
    package mutating func tick(_ now: Timestamp) -> ScheduleStep {
        let before = state
        var (begin, skipped): ([ScheduleStep.Beginning], [ScheduleStep.Skipping]) = ([], [])
        for job in jobs {
            if running[job.name] != nil {
                skipped += skipOverlaps(of: job, due: now, now)
            } else {
                decide(job, now.writable, &begin, &skipped)
            }
        }
        var step = step(since: before)
        (step.begin, step.skipped) = (begin, skipped)
        return step
    }

    /// A run of a job is over. Ticking comes next, if ScheduleStep/nextWake says so.
    ///
    /// What came due before now and was not ticked for came due while it ran. Of a job that does not run this says nothing.
    package mutating func ended(_ name: String, _ outcome: Outcome, now: Timestamp) -> ScheduleStep {
        let before = state
        var skipped: [ScheduleStep.Skipping] = []
        if running[name] != nil {
            if let job = jobs.first(where: { $0.name == name }) {
                skipped = skipOverlaps(of: job, due: now.minus(1), now)
            }
            // A job that was gone while it ran, and has come back, remembers no run.
            if state.jobs[name]?.run?.status.isOpen == true {
                state.jobs[name]?.run?.status = outcome.status
                state.jobs[name]?.run?.ended = now.writable
                if outcome == .succeeded { state.jobs[name]?.lastSuccess = now.writable }
                if outcome == .succeeded || outcome == .incomplete {
                    state.jobs[name]?.isWhole = outcome == .succeeded
                }
            }
            running[name] = nil
        }
        var step = step(since: before)
        step.skipped = skipped
        return step
    }

    /// What waited for its turn has it. It may begin once this is durable.
    package mutating func begins(_ name: String) -> ScheduleStep {
        let before = state
        if let occurrence = running[name], state.jobs[name]?.run?.occurrence == occurrence {
            state.jobs[name]?.run?.status = .started
        }
        return step(since: before)
    }

    /// What was to begin has not begun, and does not any more: the process ends first. The next process does with it what
    /// its job says of missed ones.
    package mutating func gaveBack(_ name: String) -> ScheduleStep {
        let before = state
        if let occurrence = running.removeValue(forKey: name), state.jobs[name]?.run?.occurrence == occurrence {
            state.jobs[name]?.giveBack()
        }
        return step(since: before)
    }

    private mutating func decide(
        _ job: ScheduledJob, _ now: Timestamp, _ begin: inout [ScheduleStep.Beginning],
        _ skipped: inout [ScheduleStep.Skipping]
    ) {
        guard let backlog = backlog(of: job, due: now) else { return }
        let due = job.due(backlog.last, salt: salt)
        let lateness = now.seconds - due.seconds
        let isCatchUp = lateness > Self.tolerance
        if isCatchUp {
            guard case .run(let within) = job.missed, lateness <= within else {
                return skipped.append(skip(job, backlog, .missed, now))
            }
        }
        if let earlier = backlog.withoutLast { skipped.append(skip(job, earlier, .superseded, now)) }
        begin.append(
            ScheduleStep.Beginning(job: job.name, occurrence: backlog.last, due: due, isCatchUp: isCatchUp))
        state.jobs[job.name]?.decided = backlog.last
        state.jobs[job.name]?.run = JobRecord.Run(occurrence: backlog.last, began: now)
        running[job.name] = backlog.last
    }

    private mutating func skipOverlaps(of job: ScheduledJob, due: Timestamp, _ now: Timestamp) -> [ScheduleStep
        .Skipping]
    {
        backlog(of: job, due: due).map { [skip(job, $0, .overlap, now.writable)] } ?? []
    }

    private mutating func skip(
        _ job: ScheduledJob, _ backlog: Backlog, _ reason: JobRecord.Skip.Reason, _ now: Timestamp
    ) -> ScheduleStep.Skipping {
        state.jobs[job.name]?.decided = backlog.last
        state.jobs[job.name]?.skip = JobRecord.Skip(
            first: backlog.first, last: backlog.last, reason: reason, at: now)
        return ScheduleStep.Skipping(
            job: job.name, first: backlog.first, last: backlog.last, count: backlog.count, reason: reason)
    }

    private func backlog(of job: ScheduledJob, due now: Timestamp) -> Backlog? {
        guard let decided = state.jobs[job.name]?.decided else { return nil }
        return Backlog(of: job, after: decided, due: now, salt: salt)
    }
}
