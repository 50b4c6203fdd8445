// SPDX-License-Identifier: Apache-2.0
import JSON

extension Manifest {
    /// A shard that went into a merged snapshot.
    package struct Merged: Sendable, Equatable {
        package let snapshot: SnapshotID
        /// SHA-256 of its manifest, in hex.
        package let digest: String

        package init(snapshot: SnapshotID, digest: String) {
            self.snapshot = snapshot
            self.digest = digest
        }
    }

    /// Every unit of a merged snapshot comes from a shard of it, and no other unit comes from elsewhere.
    var hasSoundOrigins: Bool {
        let shards = Set(merged.map(\.snapshot))
        guard shards.count == merged.count, merged.isEmpty || shard == nil, !shards.contains(snapshot) else {
            return false
        }
        return units.allSatisfy { unit in unit.origin.map(shards.contains) ?? shards.isEmpty }
    }

    /// The snapshot that a unit's records were sealed for.
    package func origin(of unit: Unit) -> SnapshotID { unit.origin ?? snapshot }
}

extension Manifest.Merged {
    var json: JSONValue { ["snapshot_id": .string(snapshot.text), "manifest_sha256": .string(digest)] }

    init?(_ json: JSONValue) {
        guard let id = json["snapshot_id"]?.string.flatMap({ SnapshotID($0) }),
            let digest = json["manifest_sha256"]?.string
        else { return nil }
        self.init(snapshot: id, digest: digest)
    }
}
