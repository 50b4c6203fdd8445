// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import Snapshot

/// What the agent can be asked to do: by its schedule, or through its API.
package enum AgentWork: Sendable, Hashable {
    case snapshot(SnapshotScope)
    /// Goes on with a snapshot that was interrupted.
    case resumption(SnapshotID)
    /// - Parameter secret: that which the agent starts from if nil.
    case rotation(Provider, secret: String?)
    case auditVerification

    /// `snapshot`, `resumption`, `rotation`, `audit-verification`.
    package var kind: String {
        switch self {
        case .snapshot: "snapshot"
        case .resumption: "resumption"
        case .rotation: "rotation"
        case .auditVerification: "audit-verification"
        }
    }
}
