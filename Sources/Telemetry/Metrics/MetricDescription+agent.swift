// SPDX-License-Identifier: Apache-2.0

/// The metrics of a running agent, docs/telemetry.md.
extension MetricDescription {
    package static let agent = [
        // `kind`, `state`.
        MetricDescription("agent_runs_total", help: "Runs that ended, by what came of them."),
        // `kind`.
        MetricDescription(
            "agent_run_duration_seconds", help: "How long runs took, in seconds.",
            buckets: [1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800]),
        // `kind`, `job`.
        MetricDescription(
            "agent_last_success_timestamp_seconds", help: "When a run last succeeded, in seconds since 1970."),
        // `job`.
        MetricDescription(
            "snapshot_complete", help: "Whether the last snapshot was complete and delivered: 1, or 0."),
        MetricDescription("audit_log_entries", help: "Entries of the audit log that its checkpoint covers."),
        MetricDescription(
            "audit_log_unsigned_entries", help: "Entries of the audit log that no checkpoint covers yet."),
    ]
}
