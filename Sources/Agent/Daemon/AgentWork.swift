// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON
package import Rotation
package import Snapshot

/// What the agent can be asked to do: by its schedule, or through its API.
package enum AgentWork: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case snapshot, resumption, rotation, delivery
        case auditVerification = "audit-verification"
    }

    case snapshot(SnapshotScope)
    /// Goes on with a snapshot that was interrupted, in the scope that it was begun with.
    case resumption(SnapshotID, SnapshotScope)
    /// - Parameters:
    ///   - secret: that which the agent starts from if nil.
    ///   - goal: `rotate`, or `finish`, which begins none anew.
    case rotation(
        Provider, secret: String?, RotationSettings = RotationSettings(), goal: RotationMachine.Goal = .rotate)
    /// Takes closed snapshots to where they should be and are not yet.
    case delivery
    case auditVerification

    package var kind: Kind {
        switch self {
        case .snapshot: .snapshot
        case .resumption: .resumption
        case .rotation: .rotation
        case .delivery: .delivery
        case .auditVerification: .auditVerification
        }
    }

    /// Whether it is done once for all agents that share a schedule.
    var isShared: Bool {
        switch kind {
        case .snapshot, .resumption, .rotation: true
        case .delivery, .auditVerification: false
        }
    }

    /// Whether doing both would be doing one of them twice, at whatever pace.
    func isSame(as other: AgentWork) -> Bool { kind == other.kind && detail == other.detail }

    /// What of it the kind does not say.
    package var detail: JSONObject {
        switch self {
        case .snapshot(let scope): return ["scope": scope.json]
        case .resumption(let snapshot, let scope): return ["scope": scope.json, "snapshot": .string(snapshot.text)]
        case .rotation(let provider, let secret, _, let goal):
            var detail: JSONObject = ["provider": .string(provider.rawValue)]
            detail["secret"] = secret.map { .string($0) }
            if goal == .finish { detail["goal"] = "finish" }
            return detail
        case .delivery, .auditVerification: return [:]
        }
    }
}
