// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import Snapshot

/// Follows a run: mostly a snapshot as it is taken. Calls come from several tasks.
package protocol RunObserver: Sendable {
    /// A step that is not a unit's: login, session.
    func step(_ text: String)
    /// Something went wrong that does not end the snapshot.
    func warning(_ text: String)
    func planned(_ units: [WorkUnit])
    func began(_ unit: WorkUnit)
    /// One more record of a unit was sealed. Called often.
    func extracted(_ unit: WorkUnit)
    func ended(_ unit: WorkUnit, _ report: UnitReport)
    /// The snapshot is whole and signed; what fails from now on does not take it back.
    func published(_ location: String)
    /// What was read so far is kept, and can be gone on with.
    func unfinished(_ snapshot: SnapshotID)
    /// For operators; who shows progress to people has no use for it.
    func noted(_ fact: RunFact)
}

extension RunObserver {
    package func noted(_ fact: RunFact) {}
}
