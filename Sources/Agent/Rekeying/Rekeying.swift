// SPDX-License-Identifier: Apache-2.0
import Audit
import Ciphers
import Cloud
import JSON
import Posix
import Sealing
import Snapshot
import Transports

/// Replaces a closed snapshot by itself under another key. At every instant what has its name is whole and signed: the
/// new one is put together in `<snapshot>.rekeyed`, and the two change places in one step.
struct Rekeying: Sendable {
    let configuration: AgentConfiguration
    let directory: String
    let ring: KeyRing
    let log: AuditLog
    let observer: any RunObserver
    let wallClock: any WallClock

    /// - Returns: false if it is under the primary key already.
    func rekey(_ snapshot: SnapshotID) async throws(AgentError) -> Bool {
        let path = "\(directory)/\(snapshot)"
        guard let lock = try SnapshotLock.take(path) else { throw .snapshotInUse(snapshot) }
        defer { extendLifetime(lock) }
        // What a run has left that came to no end.
        let workshop = "\(path).rekeyed"
        let delivery = try Self.storing { () throws(SystemError) in
            try Directory.removeTree(workshop)
            return try DeliveryRecord.read(in: directory, snapshot.text)
        }
        // Files that are half delivered must stay as they are.
        guard delivery == nil else { throw .awaitsDelivery(snapshot) }
        let verified = try configuration.verified(path)
        let old = verified.manifest.storage.keyID
        guard old != ring.primary.id else { return false }
        guard let key = ring.key(id: old) else { throw .snapshot(.unknownKey(id: old)) }
        observer.step("sealing \(snapshot) anew under the key \(ring.primary.id)")
        let transport = FilesystemTransport(
            outputDirectory: workshop, snapshot: snapshot.text, layout: verified.manifest.storage.layout)
        do throws(AgentError) {
            let units = try await units(of: verified, KeyRing(primary: ring.primary, others: [key]), transport)
            try await close(verified, units, transport)
        } catch {
            // What cannot be removed now, the next run removes.
            try? Directory.removeTree(workshop)
            throw error
        }
        try Self.storing { () throws(SystemError) in
            try DurableFile.exchange("\(workshop)/\(snapshot)", path)
            try Directory.removeTree(workshop)
        }
        try conclude(snapshot)
        return true
    }

    private func units(
        of verified: VerifiedSnapshot, _ ring: KeyRing, _ transport: FilesystemTransport
    ) async throws(AgentError) -> [Manifest.Unit] {
        var units: [Manifest.Unit] = []
        do throws(TransportError) {
            try await transport.begin()
        } catch {
            throw .transport(error)
        }
        for unit in verified.manifest.units {
            if Task.isCancelled { throw .interrupted }
            do throws(DecryptionError<TransportError>) {
                units.append(try await reseal(unit, of: verified, ring, transport))
            } catch {
                switch error {
                case .snapshot(let error): throw .snapshot(error)
                case .sink(let error): throw .transport(error)
                }
            }
        }
        return units
    }

    private func reseal(
        _ unit: Manifest.Unit, of verified: VerifiedSnapshot, _ ring: KeyRing, _ transport: FilesystemTransport
    ) async throws(DecryptionError<TransportError>) -> Manifest.Unit {
        let stream: any RecordStream
        do throws(TransportError) {
            stream = try await transport.open(unit.unit.path, keeping: .none)
        } catch {
            throw .sink(error)
        }
        let resealed = try await verified.reseal(unit, with: ring, batchSize: configuration.processing.batchSize) {
            (records) async throws(TransportError) in
            try await stream.append(records)
        }
        do throws(TransportError) {
            try await stream.finish()
        } catch {
            throw .sink(error)
        }
        return resealed
    }

    /// Signs and commits, once the audit log holds the digests of both manifests.
    private func close(
        _ verified: VerifiedSnapshot, _ units: [Manifest.Unit], _ transport: FilesystemTransport
    ) async throws(AgentError) {
        let old = verified.manifest
        let replaced = Hex.string(ManifestNote.digest(of: old.bytes))
        let manifest = old.rekeyed(
            .init(at: wallClock.now().rfc3339, keyID: old.storage.keyID, manifestDigest: replaced),
            to: ring.primary.id, units: units)
        let bytes = manifest.bytes
        do {
            let receipt = try log.authorize(
                SnapshotRekey.self, target: old.snapshot.text,
                detail: [
                    "manifest_sha256": .string(Hex.string(ManifestNote.digest(of: bytes))),
                    "replaced_manifest_sha256": .string(replaced), "key_id": .string(ring.primary.id),
                ])
            let note = try ManifestNote.sign(bytes, snapshot: old.snapshot, with: log, receipt)
            _ = try await transport.commit(manifest: bytes, note: note.bytes)
        } catch let error as AuditError {
            throw .audit(error)
        } catch let error as TransportError {
            throw .transport(error)
        } catch {
            throw .defect("closing a snapshot that was sealed anew")
        }
    }

    private func conclude(_ snapshot: SnapshotID) throws(AgentError) {
        do {
            try log.conclude(SnapshotRekey.self, target: snapshot.text, detail: ["result": "ok"])
        } catch {
            throw .audit(error)
        }
    }

    private static func storing<R>(_ work: () throws(SystemError) -> R) throws(AgentError) -> R {
        do {
            return try work()
        } catch {
            throw .output(error)
        }
    }
}
