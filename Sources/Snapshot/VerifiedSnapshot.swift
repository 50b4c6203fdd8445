// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
package import Sealing
package import Secrets

/// A snapshot that held when ``SnapshotDirectory/verified(by:)`` looked at it.
package struct VerifiedSnapshot: Sendable {
    package let directory: String
    package let manifest: Manifest

    /// Opens every record in the order of the manifest and hands over its plaintext.
    ///
    /// A record must say itself that it stands where it was found. Files are hashed again on the way: what is handed
    /// over is what was signed for, or an error ends the reading.
    ///
    /// - Parameter filter: what of it is wanted; units in which nothing can be are not opened.
    package func decrypt<Failure: Error>(
        with ring: KeyRing, where filter: RecordFilter = .everything,
        _ visit: (borrowing Secret) throws(Failure) -> Void
    ) throws(DecryptionError<Failure>) {
        for unit in manifest.units where filter.mayMatch(unit.unit) {
            try decrypt(unit, with: ring) { (record) throws(Failure) in
                if filter.matches(record) { try visit(record) }
            }
        }
    }

    /// As ``decrypt(with:where:_:)``, the records of one of its units.
    func decrypt<Failure: Error>(
        _ unit: Manifest.Unit, with ring: KeyRing, _ visit: (borrowing Secret) throws(Failure) -> Void
    ) throws(DecryptionError<Failure>) {
        let files = TokenFiles(directory: directory, manifest, unit)
        let path = files.path
        let origin = manifest.origin(of: unit).text
        var failure: Failure?
        do throws(SnapshotError) {
            var opener = try self.opener(ring, for: origin)
            var sequence = 0
            var tree = MerkleFrontier()
            try files.read { (token) throws(SnapshotError) in
                guard failure == nil else { return }
                tree.append(.leaf(token))
                let plaintext = try open(token, &opener, path: path, sequence: sequence)
                guard isPlaced(plaintext, origin, unit: unit.unit, sequence: sequence) else {
                    throw .misplaced(path: path, sequence: sequence)
                }
                do throws(Failure) { try visit(plaintext) } catch { failure = error }
                sequence += 1
            }
            if failure == nil, tree.root != unit.root { throw SnapshotError.wrongRecords(path: path) }
        } catch {
            throw .snapshot(error)
        }
        if let failure { throw .sink(failure) }
    }

    /// - Parameter origin: the snapshot that the records were sealed for.
    private func opener(_ ring: KeyRing, for origin: String) throws(SnapshotError) -> RecordOpener {
        let storage = manifest.storage
        guard let key = ring.key(id: storage.keyID) else { throw .unknownKey(id: storage.keyID) }
        do {
            return try RecordOpener(
                key: try key.derived(forSnapshot: origin), compression: storage.compression)
        } catch {
            throw .notOpened(path: directory, sequence: 0, error)
        }
    }

    private func open(
        _ token: [UInt8], _ opener: inout RecordOpener, path: String, sequence: Int
    ) throws(SnapshotError) -> Secret {
        do {
            return try opener.open(token.span)
        } catch {
            throw .notOpened(path: path, sequence: sequence, error)
        }
    }

    private func isPlaced(_ plaintext: borrowing Secret, _ origin: String, unit: WorkUnit, sequence: Int) -> Bool {
        plaintext.withBytes { bytes in
            func text(_ path: [String]) -> String? {
                guard case .string(let found)? = try? JSONLookup.token(at: path, in: bytes) else { return nil }
                return try? found.string(bytes)
            }
            guard case .number(let range)? = try? JSONLookup.token(at: ["metadata", "sequence"], in: bytes) else {
                return false
            }
            let number = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
            return number == String(sequence) && text(["snapshot_id"]) == origin
                && text(["resource_type"]) == unit.type.description
                && text(["metadata", "account_id"]) == unit.scope.account
                && (unit.scope.region == Scope.global || text(["metadata", "region"]) == unit.scope.region)
        }
    }
}
