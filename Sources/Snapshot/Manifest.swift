// SPDX-License-Identifier: Apache-2.0
package import Audit
package import Cloud
package import Sealing

/// The account that a snapshot gives of itself: every unit of the plan, how it ended, and what its records hash to.
package struct Manifest: Sendable, Equatable {
    package static let schema = "cloud-extractor/manifest/v1"

    /// A file with resource types that do not come with the program.
    package struct AddedCatalogue: Sendable, Equatable {
        /// Its path where the snapshot was taken.
        package let file: String
        /// SHA-256 in hex.
        package let digest: String

        package init(file: String, digest: String) {
            self.file = file
            self.digest = digest
        }
    }

    package let snapshot: SnapshotID
    package let agentVersion: String
    package let environment: String
    /// RFC 3339.
    package let startedAt: String
    package let completedAt: String
    /// How often it was interrupted and gone on with.
    package let resumptions: Int
    /// How often its records were sealed anew, the first time first.
    package let rekeyings: [Rekeying]
    /// SHA-256 in hex.
    package let configurationDigest: String
    package let catalogueDigest: String
    /// The operator's own.
    package let addedCatalogues: [AddedCatalogue]
    /// Which part of the plan it is of; nil for all of it.
    package let shard: Shard?
    /// The shards that it was made of, in their order; none where it was taken as it is.
    package let merged: [Merged]
    /// How the records were sealed, and in what files.
    package let storage: Storage
    package let sessions: [Session]
    package let accounts: [Account]
    /// Sorted by path.
    package let units: [Unit]

    package init(
        snapshot: SnapshotID, agentVersion: String, environment: String, startedAt: String, completedAt: String,
        resumptions: Int = 0, rekeyings: [Rekeying] = [],
        configurationDigest: String, catalogueDigest: String, addedCatalogues: [AddedCatalogue] = [],
        shard: Shard? = nil, merged: [Merged] = [],
        storage: Storage, sessions: [Session],
        accounts: [Account], units: [Unit]
    ) {
        self.snapshot = snapshot
        self.agentVersion = agentVersion
        self.environment = environment
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.resumptions = resumptions
        self.rekeyings = rekeyings
        self.configurationDigest = configurationDigest
        self.catalogueDigest = catalogueDigest
        self.addedCatalogues = addedCatalogues
        self.shard = shard
        self.merged = merged
        self.storage = storage
        self.sessions = sessions
        self.units = units.sorted { $0.unit < $1.unit }
        self.accounts = accounts
    }

    package struct Storage: Sendable, Equatable {
        /// Which key of the ring the snapshot's own key was derived from.
        package let keyID: String
        package let layout: RecordLayout
        package let compression: RecordCompression

        package init(keyID: String, layout: RecordLayout = .perUnit, compression: RecordCompression = .none) {
            self.keyID = keyID
            self.layout = layout
            self.compression = compression
        }
    }

    /// The files of a unit, in the order of its tokens, below the snapshot's directory.
    package func files(of unit: Unit) -> [String] {
        storage.layout.files(ofUnit: unit.unit.path, records: unit.report.records).map { "records/\($0)" }
    }

    /// The file or the directory of a unit, below the snapshot's directory; a directory ends with a slash.
    func place(of unit: Unit) -> String { "records/\(storage.layout.place(ofUnit: unit.unit.path))" }

    package var records: Int { units.reduce(0) { $0 + $1.report.records } }

    /// RFC 6962 tree over the units' roots, in the order of the units.
    package var root: MerkleHash {
        var tree = MerkleFrontier()
        for unit in units { tree.append(.leaf(unit.root.bytes)) }
        return tree.root
    }

    package func count(_ outcome: UnitOutcome) -> Int { units.count { $0.report.outcome == outcome } }

    /// Nothing failed: what is missing was denied.
    package var isReadable: Bool {
        units.allSatisfy { $0.report.outcome.isWhole || $0.report.outcome == .denied }
            && accounts.allSatisfy { [.complete, .skipped, .denied].contains($0.outcome) }
    }

    /// All that was wanted is in the records, or was not there.
    package var isComplete: Bool {
        units.allSatisfy { unit in
            unit.report.outcome.isWhole && unit.report.incompleteRecords == 0
        }
            && accounts.allSatisfy { $0.outcome == .complete || $0.outcome == .skipped }
    }
}
