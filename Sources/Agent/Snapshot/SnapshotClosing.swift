// SPDX-License-Identifier: Apache-2.0
import Audit
import Ciphers
import Cloud
import JSON
import Posix
import Snapshot
import Transports

/// Signs and publishes, once the audit log holds the digest of what is signed.
struct SnapshotClosing: Sendable {
    let settings: TransportSettings
    let observer: any RunObserver
    let log: AuditLog

    /// - Parameter journal: of the snapshot, where it could have been gone on with.
    func close(
        _ manifest: Manifest, on transport: any Transport, journal: SnapshotJournal?
    ) async throws(AgentError) -> String? {
        let bytes = manifest.bytes
        let snapshot = manifest.snapshot
        // What is signed can be read by whoever checks it.
        guard bytes.count <= Manifest.maximumBytes, Manifest(parsing: bytes) == manifest else {
            throw .defect("a manifest that nobody could read")
        }
        do {
            let receipt = try log.authorize(SnapshotClose.self, target: snapshot.text, detail: detail(manifest, bytes))
            let note = try ManifestNote.sign(bytes, snapshot: snapshot, with: log, receipt)
            // Before it is closed: a crash behind it must not forget that it is to be delivered. A shard is not: what
            // it is a part of is.
            if manifest.shard == nil, let directory = settings.directory, !settings.destinations.isEmpty {
                _ = try settings.deliveryRecord(of: snapshot, in: directory)
            }
            let location = try await transport.commit(manifest: bytes, note: note.bytes)
            try journal?.remove()
            if let location { observer.published(location) }
            try log.conclude(SnapshotClose.self, target: snapshot.text, detail: ["result": "ok"])
            return location
        } catch let error as AuditError {
            throw .audit(error)
        } catch let error as TransportError {
            throw .transport(error)
        } catch let error as SystemError {
            throw .journal(.storage(error))
        } catch {
            throw .defect("closing the snapshot")
        }
    }

    private func detail(_ manifest: Manifest, _ bytes: [UInt8]) -> JSONObject {
        var detail: JSONObject = [
            "manifest_sha256": .string(Hex.string(ManifestNote.digest(of: bytes))),
            "units": JSONValue(manifest.units.count), "records": JSONValue(manifest.records),
            "complete_units": JSONValue(manifest.count(.complete)),
        ]
        if let shard = manifest.shard { detail["shard"] = .string(shard.description) }
        if !manifest.merged.isEmpty { detail["merged"] = JSONValue(strings: manifest.merged.map(\.snapshot.text)) }
        return detail
    }
}
