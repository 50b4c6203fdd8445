// SPDX-License-Identifier: Apache-2.0
import Audit
import Posix

/// What of the audit log is kept on this machine alone.
struct AnchorLag: Sendable, Equatable {
    /// Entries behind the anchored ones, those without a signature among them. A run's own last ones always are: that it
    /// was anchored, and that the token was given back.
    let entries: UInt64
    /// Since the log was anchored last; nil where it never was. Nothing where nothing has come since.
    let seconds: Int64?

    let isSigned: Bool
    /// The log is smaller than what was anchored of it.
    let isBehind: Bool

    /// - Returns: nil where the log has no anchor, or cannot be read.
    init?(_ audit: AgentConfiguration.AuditSettings, at now: Timestamp) {
        guard audit.anchor != nil, let sizes = try? audit.log.sizes() else { return nil }
        let record = AnchorRecord.read(of: audit.directory)
        let size = sizes.signed + UInt64(sizes.unsigned)
        let anchored = record?.size ?? 0
        let lag = size > anchored ? size - anchored : 0
        entries = lag
        isSigned = sizes.signed > 0
        isBehind = sizes.signed < anchored
        seconds = record.map { lag == 0 ? 0 : max(0, now.seconds - $0.time.seconds) }
    }
}
