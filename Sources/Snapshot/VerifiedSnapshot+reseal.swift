// SPDX-License-Identifier: Apache-2.0
import Audit
package import Sealing

extension VerifiedSnapshot {
    /// Seals every record of a unit under the primary key of a ring. Plaintext is in locked memory, a record at a time,
    /// and nowhere else; tokens keep their times and their order.
    ///
    /// The tokens are hashed again on the way: what is sealed anew is what was signed for, or an error ends it.
    ///
    /// - Parameter ring: that has the key of the manifest.
    /// - Returns: the unit with what its new tokens hash to.
    package func reseal<Failure: Error>(
        _ unit: Manifest.Unit, with ring: KeyRing, batchSize: Int,
        _ sink: ([SealedRecord]) async throws(Failure) -> Void
    ) async throws(DecryptionError<Failure>) -> Manifest.Unit {
        let files = TokenFiles(directory: directory, manifest, unit)
        let ring = try derived(ring, for: unit, Failure.self)
        var before = MerkleFrontier()
        var after = MerkleFrontier()
        var bytes = 0
        var batch: [SealedRecord] = []
        var sequence = 0
        for file in files.files {
            var reader = try Self.reading(Failure.self) { () throws(SnapshotError) in try TokenFiles.open(file) }
            while let token = try Self.reading(
                Failure.self, { () throws(SnapshotError) in try TokenFiles.next(&reader, file) })
            {
                before.append(.leaf(token))
                let sealed = try Self.reading(Failure.self) { () throws(SnapshotError) in
                    do throws(FernetError) {
                        return try ring.reseal(token.span)
                    } catch {
                        throw .notOpened(path: files.path, sequence: sequence, error)
                    }
                }
                after.append(.leaf(sealed.token))
                bytes += sealed.token.count
                sequence += 1
                batch.append(sealed)
                if batch.count >= batchSize { try await Self.flush(&batch, sink) }
            }
        }
        if !batch.isEmpty { try await Self.flush(&batch, sink) }
        guard before.root == unit.root else { throw .snapshot(.wrongRecords(path: files.path)) }
        return Manifest.Unit(
            unit: unit.unit, report: unit.report, root: after.root, bytes: bytes, session: unit.session,
            selection: unit.selection, origin: unit.origin)
    }

    private func derived<Failure: Error>(_ ring: KeyRing, for unit: Manifest.Unit, _ failure: Failure.Type)
        throws(DecryptionError<Failure>)
        -> KeyRing
    {
        do {
            return try ring.derived(forSnapshot: manifest.origin(of: unit).text)
        } catch {
            throw .snapshot(.notOpened(path: directory, sequence: 0, error))
        }
    }

    private static func reading<R: ~Copyable, Failure: Error>(
        _ failure: Failure.Type, _ read: () throws(SnapshotError) -> R
    ) throws(DecryptionError<Failure>) -> R {
        do {
            return try read()
        } catch {
            throw .snapshot(error)
        }
    }

    private static func flush<Failure: Error>(
        _ batch: inout [SealedRecord], _ sink: ([SealedRecord]) async throws(Failure) -> Void
    ) async throws(DecryptionError<Failure>) {
        do {
            try await sink(batch)
        } catch {
            throw .sink(error)
        }
        batch.removeAll(keepingCapacity: true)
    }
}
