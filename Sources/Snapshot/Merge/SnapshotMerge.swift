// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud

/// Makes one manifest of those of all shards.
package enum SnapshotMerge {
    /// - Parameters:
    ///   - shards: verified, in any order.
    ///   - snapshot: the id of the merged one.
    package static func manifest(
        of shards: [Manifest], as snapshot: SnapshotID
    ) throws(MergeError) -> Manifest {
        let shards = try sorted(shards)
        guard let first = shards.first else { throw .missing([]) }
        for shard in shards {
            if let what = difference(shard, first) { throw .differs(shard.snapshot, what: what) }
            try checkUnits(of: shard)
        }
        var sessions: [Manifest.Session] = []
        var units: [Manifest.Unit] = []
        for shard in shards {
            units += shard.units.map { $0.merged(from: shard.snapshot, sessionsFrom: sessions.count) }
            sessions += shard.sessions
        }
        return Manifest(
            snapshot: snapshot, agentVersion: first.agentVersion, environment: first.environment,
            // Both are RFC 3339 in UTC to the second, and sort as texts.
            startedAt: shards.map(\.startedAt).min() ?? first.startedAt,
            completedAt: shards.map(\.completedAt).max() ?? first.completedAt,
            resumptions: shards.reduce(0) { $0 + $1.resumptions },
            configurationDigest: first.configurationDigest, catalogueDigest: first.catalogueDigest,
            addedCatalogues: first.addedCatalogues,
            merged: shards.map {
                Manifest.Merged(snapshot: $0.snapshot, digest: Hex.string(ManifestNote.digest(of: $0.bytes)))
            },
            storage: first.storage, sessions: sessions, accounts: Manifest.Account.merged(shards.map(\.accounts)),
            units: units)
    }

    /// By their indices: all of them, each once.
    private static func sorted(_ shards: [Manifest]) throws(MergeError) -> [Manifest] {
        var found: [Int: Manifest] = [:]
        var count: Int?
        for manifest in shards {
            guard let shard = manifest.shard else { throw .notAShard(manifest.snapshot) }
            guard shard.count == count ?? shard.count else {
                throw .differs(manifest.snapshot, what: "number of shards")
            }
            count = shard.count
            guard found.updateValue(manifest, forKey: shard.index) == nil else { throw .twice(shard) }
        }
        // A count is whatever somebody has asked for: what is missing is not all written down.
        let all = count ?? 0
        let absent = (1...max(1, all)).lazy.filter { found[$0] == nil }.prefix(8)
        let missing = Array(absent).compactMap { Shard(index: $0, count: all) }
        guard missing.isEmpty else { throw .missing(missing) }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func difference(_ shard: Manifest, _ first: Manifest) -> String? {
        if shard.agentVersion != first.agentVersion { return "version" }
        if shard.environment != first.environment { return "environment" }
        if shard.configurationDigest != first.configurationDigest { return "configuration" }
        if shard.catalogueDigest != first.catalogueDigest
            || shard.addedCatalogues.map(\.digest) != first.addedCatalogues.map(\.digest)
        {
            return "catalogue"
        }
        if shard.storage.layout != first.storage.layout { return "layout" }
        if shard.storage.compression != first.storage.compression { return "compression" }
        // The hashes in place of secrets are of the key that the shard was taken under.
        return shard.storage == first.storage && shard.takenUnder == first.takenUnder ? nil : "key"
    }

    private static func checkUnits(of manifest: Manifest) throws(MergeError) {
        var seen: Set<String> = []
        for unit in manifest.units {
            let path = unit.unit.path
            guard manifest.shard?.contains(unit.unit) == true, seen.insert(path).inserted else {
                throw .misplaced(manifest.snapshot, unit: path)
            }
        }
    }
}

extension Manifest.Unit {
    fileprivate func merged(from snapshot: SnapshotID, sessionsFrom offset: Int) -> Manifest.Unit {
        Manifest.Unit(
            unit: unit, report: report, root: root, bytes: bytes, session: session.map { $0 + offset },
            selection: selection, origin: snapshot)
    }
}
