// SPDX-License-Identifier: Apache-2.0
import Snapshot

extension MergeRun {
    /// The shards of the output directory that no merged snapshot there was made of, by their time. Their signatures hold;
    /// their records are verified when they are merged.
    ///
    /// - Returns: ids.
    /// - Throws: for any closed snapshot that does not verify: what it is, or was made of, is not known.
    package func unmerged() throws(AgentError) -> [String] {
        var shards: [SnapshotID] = []
        var merged: Set<SnapshotID> = []
        for id in try SnapshotID.all(in: directory, suffix: "") {
            let manifest: Manifest
            do {
                manifest = try SnapshotDirectory(path: "\(directory)/\(id)")
                    .manifest(verifiedBy: configuration.audit.verifier)
            } catch {
                throw .snapshot(error)
            }
            if manifest.shard != nil { shards.append(id) }
            merged.formUnion(manifest.merged.map(\.snapshot))
        }
        return shards.filter { !merged.contains($0) }.map(\.text)
    }
}
