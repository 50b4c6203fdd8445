// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Posix
import Sealing
import Snapshot
import Transports

/// The sealed side of a unit: numbers its records, seals them, hashes the tokens and passes them on in batches.
struct UnitOutput: ~Copyable {
    private let stream: any RecordStream
    private let snapshot: SnapshotID
    private let batchSize: Int
    private let clock: any WallClock
    private var sealer: Sealer
    private var batch: [SealedRecord] = []
    private var tree: MerkleFrontier
    private(set) var records: Int
    private(set) var incompleteRecords: Int
    private(set) var bytes: Int

    init(
        stream: any RecordStream, key: FernetKey, compression: RecordCompression, snapshot: SnapshotID, batchSize: Int,
        clock: any WallClock,
        _ beginning: UnitBeginning
    ) throws(WorkError) {
        do {
            sealer = try Sealer(key: key, compression: compression)
        } catch {
            throw .sealing(error)
        }
        self.stream = stream
        self.snapshot = snapshot
        self.batchSize = batchSize
        self.clock = clock
        tree = beginning.tree
        records = beginning.records
        incompleteRecords = beginning.incompleteRecords
        bytes = beginning.bytes
    }

    var root: MerkleHash { tree.root }

    mutating func append(_ record: Record) async throws(WorkError) {
        let now = clock.now()
        let plaintext = record.bytes(snapshot: snapshot.text, sequence: records, extractedAt: now.rfc3339)
        let sealed: SealedRecord
        do {
            sealed = try sealer.seal(plaintext.span, at: now)
        } catch {
            throw .sealing(error)
        }
        tree.append(.leaf(sealed.token))
        records += 1
        bytes += sealed.token.count
        if !record.missing.isEmpty { incompleteRecords += 1 }
        batch.append(sealed)
        if batch.count >= batchSize { try await flush() }
    }

    /// Waits until all records so far are durable.
    mutating func synchronize() async throws(WorkError) {
        try await flush()
        do {
            try await stream.synchronize()
        } catch {
            throw .transport(error)
        }
    }

    mutating func finish() async throws(WorkError) {
        try await flush()
        do {
            try await stream.finish()
        } catch {
            throw .transport(error)
        }
    }

    private mutating func flush() async throws(WorkError) {
        guard !batch.isEmpty else { return }
        do {
            try await stream.append(batch)
        } catch {
            throw .transport(error)
        }
        batch.removeAll(keepingCapacity: true)
    }
}
