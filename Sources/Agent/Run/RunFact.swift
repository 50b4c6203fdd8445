// SPDX-License-Identifier: Apache-2.0
package import Access

/// What an operator watches beside the progress of a run; docs/telemetry.md has the metrics that come of it.
package enum RunFact: Sendable, Hashable {
    /// Vault lends a token for so long from now on, or has prolonged it; zero for one without an end.
    case token(lifetime: Duration)
    /// The token was given back, or ends by itself.
    case tokenReturned
    /// A credential was read, or its rotation has got further.
    case credential(CredentialStanding)
    case calls(CallLane, CallEvent)
    /// The audit log's last checkpoint is kept in Vault, or is not.
    case anchored(Bool)
    /// All of the audit log was verified.
    case verified(holds: Bool)
}
