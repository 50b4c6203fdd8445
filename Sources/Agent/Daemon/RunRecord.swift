// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Snapshot

/// One run of the agent, as far as it has got. Holds no record and no secret.
package struct RunRecord: Sendable, Hashable {
    /// How many units and records there are so far; of a snapshot.
    package struct Progress: Sendable, Hashable {
        package var planned = 0
        package var ended = 0
        /// Units that ended otherwise than complete.
        package var short = 0
        package var records = 0
    }

    /// Of a new snapshot, its id.
    package let id: SnapshotID
    package let work: AgentWork
    package let cause: RunCause
    package let queuedAt: Timestamp
    package var state = RunState.queued
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?
    package var progress = Progress()
    /// Its last step, for people.
    package var step: String?
    /// Where a snapshot is.
    package var locations: [String] = []
    /// What came of it, for people.
    package var summary: String?
    package var problem: RunProblem?
    /// The subject of whoever wanted it to end early.
    package var cancelledBy: String?

    /// The snapshot that it takes, or goes on with.
    var snapshot: SnapshotID? {
        switch work {
        case .snapshot: id
        case .resumption(let snapshot, _): snapshot
        case .rotation, .delivery, .auditVerification: nil
        }
    }
}
