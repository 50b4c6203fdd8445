// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot

/// Which snapshots of an output directory are sealed under which key of the ring.
struct KeyUse: Sendable {
    let configuration: AgentConfiguration
    let directory: String

    /// The closed snapshots, by their time.
    func closed() throws(AgentError) -> [SnapshotID] {
        try SnapshotID.all(in: directory, suffix: "").filter { Directory.kind(of: "\(directory)/\($0)") == .directory }
    }

    /// What is lost without a key, closed or not; nil if nothing is. What cannot be read counts as lost.
    func user(of key: String) throws(AgentError) -> SnapshotID? {
        try checkThere()
        // The unfinished ones first: one that is closed meanwhile is among the closed ones then.
        let unfinished = UnfinishedSnapshots(directory: directory)
        for snapshot in try unfinished.all() {
            // What a run has left that ended right behind the closing: it is among the closed ones.
            if Directory.kind(of: "\(directory)/\(snapshot)") == .directory { continue }
            do {
                if try SnapshotJournal.keyID(of: unfinished.journal(of: snapshot)) == key { return snapshot }
            } catch {
                // Closed since it was listed.
                if case .missing = error { continue }
                throw .journal(error)
            }
        }
        // Links among them: somebody may have moved one to another disk.
        for snapshot in try SnapshotID.all(in: directory, suffix: "") {
            do {
                let path = "\(directory)/\(snapshot)"
                let manifest = try SnapshotDirectory(path: path).manifest(verifiedBy: configuration.audit.verifier)
                if manifest.storage.keyID == key { return snapshot }
            } catch {
                throw .snapshot(error)
            }
        }
        return nil
    }

    /// A disk that is not mounted has no snapshots, and says nothing of those that need a key.
    private func checkThere() throws(AgentError) {
        do {
            _ = try Directory.entries(of: directory)
        } catch {
            throw .output(error)
        }
    }
}
