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
        MetricDescription(
            "vault_token_ttl_seconds", help: "How long the token that Vault lends is good still; absent without one."),
        // `provider`, `secret`.
        MetricDescription(
            "credential_age_seconds", help: "How long a credential has been the current one in Vault, at least."),
        // `provider`, `secret`, `state`.
        MetricDescription("rotation_state", help: "How far the rotation of a credential is: 1 in one state, else 0."),
        // `provider`, `secret`.
        MetricDescription("rotation_failures", help: "Rotations in a row that came to nothing."),
        // `provider`, `service`.
        MetricDescription("cloud_throttled_total", help: "Calls that a cloud answered by asking to slow down."),
        // `provider`, `service`, `region`.
        MetricDescription("cloud_circuit_open", help: "Whether a service is left alone because it is down: 1, or 0."),
        MetricDescription("audit_log_entries", help: "Entries of the audit log that its checkpoint covers."),
        MetricDescription(
            "audit_log_unsigned_entries", help: "Entries of the audit log that no checkpoint covers yet."),
        MetricDescription(
            "audit_anchor_lag_entries", help: "Entries of the audit log that its anchor in Vault does not hold yet."),
        MetricDescription(
            "audit_anchor_lag_seconds", help: "Since when the audit log has entries that its anchor does not hold."),
        MetricDescription("jwks_fetch_failures_total", help: "Attempts to fetch the issuer's keys that failed."),
        droppedLines,
    ]

    /// Counter.
    package static let droppedLines = MetricDescription(
        "telemetry_dropped_lines_total", help: "Lines of the log that were not written: nobody read, or it failed.")
}
