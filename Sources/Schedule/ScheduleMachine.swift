// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Decides which jobs begin, and when. Without input and output, clock or chance: it is told the time, and which jobs have
/// ended.
///
/// Every occurrence is decided once: it is begun, or skipped. The caller makes the state of a step durable **before** it
/// queues what the step says, and again, by begins(_:), before it really begins it; where that fails, it does neither. So
/// an occurrence begins at most once, whenever the process may end. What is durable as begun and has no end is reported by
/// the next process as interrupted; what is durable as queued has not begun, and is undecided again. Ends are no such
/// promise: they hold at once, and are made durable when that is possible.
///
/// - A job never overlaps itself. What comes due while it runs is skipped.
/// - What was due more than tolerance seconds ago was missed: ScheduledJob/Missed says what becomes of it.
/// - A clock that is set back begins nothing again: what is decided stays so, and nothing is due until the clock has caught
///   up (see ahead(of:)). One that is set forward makes what it leapt over missed.
///
/// The caller should tick at ScheduleStep/nextWake and at least once a minute: a clock that is set tells nobody.
package struct ScheduleMachine: Sendable, Hashable {
    /// Seconds behind its due time within which an occurrence is on time, whatever the policy.
    package static let tolerance: Int64 = 60

    /// A run that the last process has begun and not seen the end of.
    package struct Interrupted: Sendable, Hashable {
        package let job: String
        package let occurrence: Timestamp
        package let began: Timestamp
    }

    package private(set) var jobs: [ScheduledJob]
    package internal(set) var state: ScheduleState
    /// What waits or runs, by job. Also of jobs that are no more: whoever comes back under the name of one must wait for it.
    package internal(set) var running: [String: Timestamp] = [:]
    /// What was running when the last process ended, by name. The state says so too.
    package let interrupted: [Interrupted]
    let salt: String

    /// - Parameters:
    ///   - restored: what the last process has left; nil where there was none.
    ///   - salt: of this host, the same after every start; see Jitter.
    package init(_ jobs: [ScheduledJob], restored: ScheduleState?, salt: String, now: Timestamp) throws(ScheduleError) {
        let now = now.writable
        var state = restored ?? ScheduleState()
        var interrupted: [Interrupted] = []
        for (name, record) in state.jobs.sorted(by: { $0.key < $1.key }) {
            state.jobs[name]?.giveBack()
            guard let run = record.run, run.status == .started else { continue }
            interrupted.append(Interrupted(job: name, occurrence: run.occurrence, began: run.began))
            state.jobs[name]?.run?.status = .interrupted
            state.jobs[name]?.run?.ended = now
        }
        self.jobs = []
        self.state = state
        self.interrupted = interrupted
        self.salt = salt
        try take(jobs, now)
    }

    /// Other jobs, by the name: after a reload.
    ///
    /// A new one begins at nothing from before now. One with another expression or another zone is as new, but for what is
    /// remembered of it. One that is gone is forgotten; if it runs, it runs on, and its end changes nothing.
    ///
    /// - Throws: where two have one name; nothing is changed then.
    package mutating func replace(_ jobs: [ScheduledJob], now: Timestamp) throws(ScheduleError) -> ScheduleStep {
        let before = state
        try take(jobs, now.writable)
        return step(since: before)
    }

    private mutating func take(_ jobs: [ScheduledJob], _ now: Timestamp) throws(ScheduleError) {
        var records: [String: JobRecord] = [:]
        for job in jobs {
            guard records[job.name] == nil else { throw .nameTwice(job.name) }
            let (cron, zone) = (job.cron.text, job.calendar.name)
            var record = state.jobs[job.name] ?? JobRecord(cron: cron, zone: zone, decided: now)
            if record.cron != cron || record.zone != zone {
                (record.cron, record.zone) = (cron, zone)
                record.decided = max(record.decided, now)
                // What waits is of the old one, and the new one does not take it back.
                if record.run?.status == .queued { record.run?.status = .started }
            }
            records[job.name] = record
        }
        self.jobs = jobs
        state.jobs = records
    }

    func step(since before: ScheduleState) -> ScheduleStep {
        var step = ScheduleStep(state: state)
        step.hasChanged = state != before
        step.nextWake = nextWake
        return step
    }

    /// When the next occurrence comes due that is not decided; nil for never.
    package var nextWake: Timestamp? {
        jobs.compactMap { job in
            state.jobs[job.name].flatMap { job.next(after: $0.decided) }.map { job.due($0, salt: salt) }
        }.min()
    }

    /// Jobs of which more is decided than the clock has come to, by name: it was set back, or had been far ahead. They do
    /// not run until it is there, so somebody should be told if that is long.
    package func ahead(of now: Timestamp) -> [(job: String, decided: Timestamp)] {
        jobs.compactMap { job in state.jobs[job.name].map { (job.name, $0.decided) } }.filter { $0.decided > now }
    }
}
