// SPDX-License-Identifier: Apache-2.0

/// Why snapshots cannot be made one.
package enum MergeError: Error, Equatable {
    /// A snapshot of everything, or a merged one.
    case notAShard(SnapshotID)
    /// It is not as the first one is: `number of shards`, `configuration`, `key`.
    case differs(SnapshotID, what: String)
    case missing([Shard])
    case twice(Shard)
    /// A unit that does not belong to its shard, or that is there twice.
    case misplaced(SnapshotID, unit: String)
}
