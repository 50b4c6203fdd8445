// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

/// `11-23 09:00` of 2026, in UTC, with seconds or without.
func at(_ text: String) -> Timestamp {
    let (date, time) = (text.prefix(5), text.dropFirst(6))
    let full = "2026-\(date)T\(time.utf8.count == 5 ? "\(time):00" : String(time))Z"
    guard let moment = Timestamp(rfc3339: full) else {
        Issue.record("\(text) is no time")
        return Timestamp(seconds: 0)
    }
    return moment
}

func job(
    _ name: String, _ cron: String, in zone: String = "UTC", jitter: Int64 = 0, missed: ScheduledJob.Missed = .skip
) throws -> ScheduledJob {
    try ScheduledJob(name, CronExpression(cron), in: ZonedCalendar(zone), jitter: jitter, missed: missed)
}

extension ScheduleMachine {
    /// As a process that is started anew makes it of what is durable.
    func restarted(_ jobs: [ScheduledJob]? = nil, now: Timestamp) throws -> ScheduleMachine {
        let restored = try ScheduleState(parsing: state.canonical.span)
        #expect(restored == state)
        return try ScheduleMachine(jobs ?? self.jobs, restored: restored, salt: salt, now: now)
    }
}

extension ScheduleStep {
    /// `job occurrence`, with a `+` for what is made up for.
    var begun: [String] { begin.map { "\($0.job) \(short($0.occurrence))\($0.isCatchUp ? "+" : "")" } }

    /// `job reason first last count`.
    var left: [String] {
        skipped.map { skip in
            let count = skip.count.map(String.init) ?? "many"
            return "\(skip.job) \(skip.reason) \(short(skip.first)) \(short(skip.last)) \(count)"
        }
    }
}

private func short(_ moment: Timestamp) -> String {
    let text = moment.rfc3339
    return "\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))"
}
