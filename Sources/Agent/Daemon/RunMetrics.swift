// SPDX-License-Identifier: Apache-2.0
import Audit
import Metrics
import Posix
import Schedule

/// What an operator wants to know of runs and of the audit log; docs/telemetry.md has the names.
enum RunMetrics {
    static func ended(_ record: RunRecord, _ end: RunEnd, at now: Timestamp, _ configuration: AgentConfiguration) {
        count(record.work.kind, end.state.rawValue)
        if let began = record.startedAt {
            Timer(label: "agent_run_duration_seconds", dimensions: [("kind", record.work.kind.rawValue)])
                .recordSeconds(max(0, now.seconds - began.seconds))
        }
        var job = "none"
        if case .schedule(let name, _) = record.cause {
            job = name
            // A job that is no more has no metrics either.
            guard configuration.schedule?.work[name]?.kind == record.work.kind else { return }
        }
        note(record.work.kind, job, end.state, at: now)
    }

    /// All of them at zero: of a counter that comes with its first event, `increase()` does not see that one.
    static func begin() {
        for kind in AgentWork.Kind.allCases {
            for state in RunState.allCases.filter(\.isEnd).map(\.rawValue) + ["refused"] { count(kind, state, by: 0) }
        }
    }

    /// A job's run that the queue does not take.
    static func refused(_ work: AgentWork) { count(work.kind, "refused") }

    /// What an earlier process knew of its jobs: an alert on what is too long ago must survive a start.
    static func restore(_ state: ScheduleState, _ work: [String: AgentWork]) {
        for (name, job) in state.jobs {
            guard let kind = work[name]?.kind else { continue }
            if let last = job.lastSuccess { lastSuccess(kind, name).record(last.seconds) }
            if kind == .snapshot, let isWhole = job.isWhole { complete(name).record(isWhole ? 1 : 0) }
        }
    }

    /// The job is no more.
    static func forget(_ job: String) {
        complete(job).destroy()
        for kind in AgentWork.Kind.allCases { lastSuccess(kind, job).destroy() }
    }

    private static func count(_ kind: AgentWork.Kind, _ state: String, by amount: Int = 1) {
        Counter(label: "agent_runs_total", dimensions: [("kind", kind.rawValue), ("state", state)])
            .increment(by: amount)
    }

    private static func note(_ kind: AgentWork.Kind, _ job: String, _ state: RunState, at now: Timestamp) {
        if state == .succeeded { lastSuccess(kind, job).record(now.seconds) }
        if kind == .snapshot, state == .succeeded || state == .incomplete {
            complete(job).record(state == .succeeded ? 1 : 0)
        }
    }

    private static func lastSuccess(_ kind: AgentWork.Kind, _ job: String) -> Gauge {
        Gauge(label: "agent_last_success_timestamp_seconds", dimensions: [("kind", kind.rawValue), ("job", job)])
    }

    private static func complete(_ job: String) -> Gauge {
        Gauge(label: "snapshot_complete", dimensions: [("job", job)])
    }

    /// What the checkpoint does not cover yet is sealed with every run; what no anchor covers is on this machine alone.
    static func log(_ audit: AgentConfiguration.AuditSettings, at now: Timestamp) {
        let sizes = try? audit.log.sizes()
        show(sizes.map { Double($0.signed) }, "audit_log_entries")
        show(sizes.map { Double($0.unsigned) }, "audit_log_unsigned_entries")
        let lag = AnchorLag(audit, at: now)
        show(lag.map { Double($0.entries) }, "audit_anchor_lag_entries")
        show(lag?.seconds.map { Double($0) }, "audit_anchor_lag_seconds")
    }

    private static func show(_ value: Double?, _ name: String) {
        let gauge = Gauge(label: name)
        if let value { gauge.record(value) } else { gauge.destroy() }
    }
}
