// SPDX-License-Identifier: Apache-2.0
import Audit
import Metrics
import Posix

/// What an operator wants to know of runs and of the audit log; docs/telemetry.md has the names.
enum RunMetrics {
    static func ended(_ record: RunRecord, _ end: RunEnd, at now: Timestamp, _ configuration: AgentConfiguration) {
        let kind = ("kind", record.work.kind)
        Counter(label: "agent_runs_total", dimensions: [kind, ("state", end.state.rawValue)]).increment()
        let seconds = now.seconds - (record.startedAt ?? now).seconds
        Timer(label: "agent_run_duration_seconds", dimensions: [kind]).recordSeconds(max(0, seconds))
        var job = "none"
        if case .schedule(let name, _) = record.cause { job = name }
        if end.state == .succeeded {
            Gauge(label: "agent_last_success_timestamp_seconds", dimensions: [kind, ("job", job)]).record(now.seconds)
        }
        if case .snapshot = record.work, end.state == .succeeded || end.state == .incomplete {
            Gauge(label: "snapshot_complete", dimensions: [("job", job)]).record(end.state == .succeeded ? 1 : 0)
        }
        log(configuration.audit)
    }

    /// What the checkpoint does not cover yet is the log's lag: it is sealed with every run.
    private static func log(_ audit: AgentConfiguration.AuditSettings) {
        guard let size = try? audit.log.sizes() else { return }
        Gauge(label: "audit_log_entries").record(size.signed)
        Gauge(label: "audit_log_unsigned_entries").record(size.unsigned)
    }
}
