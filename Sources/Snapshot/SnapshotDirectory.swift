// SPDX-License-Identifier: Apache-2.0
package import Audit
import Cloud
import Posix

/// A snapshot on disk, of which nothing is known yet.
package struct SnapshotDirectory: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Checks everything: the signature, the manifest, that every file it names is there and no other, and every record
    /// in them. Needs the public key and nothing else.
    ///
    /// - Throws: ``SnapshotError`` at the first thing that does not hold.
    package func verified(by verifier: NoteVerifier) throws(SnapshotError) -> VerifiedSnapshot {
        // What was never committed, complete or not.
        guard !path.hasSuffix(".partial") else { throw .notASnapshot(path: path) }
        let manifest = try manifest(verifiedBy: verifier)
        try checkFiles(of: manifest, and: ["manifest.json", "manifest.note"])
        for unit in manifest.units { try check(unit, of: manifest) }
        return VerifiedSnapshot(directory: path, manifest: manifest)
    }

    /// Checks all that a manifest says of the records, before it is signed and stands beside them.
    package func checkRecords(of manifest: Manifest) throws(SnapshotError) {
        try checkFiles(of: manifest, and: [])
        for unit in manifest.units { try check(unit, of: manifest) }
    }

    /// The manifest alone, whose signature holds: nothing is said of the records.
    package func manifest(verifiedBy verifier: NoteVerifier) throws(SnapshotError) -> Manifest {
        let notePath = "\(path)/manifest.note"
        let manifestPath = "\(path)/manifest.json"
        let bytes = try contents(of: manifestPath)
        guard let note = SignedNote(parsing: try contents(of: notePath)) else {
            throw .badManifest(path: notePath, .malformed)
        }
        let verified: VerifiedNote
        do {
            verified = try note.verified(byAnyOf: verifier)
        } catch {
            throw .badManifest(path: notePath, error)
        }
        // The note is checked against the bytes before a parser sees them.
        let lines = verified.text.split(separator: "\n", omittingEmptySubsequences: false)
        let prefix = "\(verifier.name)/snapshot/"
        guard let first = lines.first, first.hasPrefix(prefix),
            let id = SnapshotID(String(first.dropFirst(prefix.count)))
        else { throw .wrongNote(path: notePath) }
        guard verified.text == ManifestNote.text(origin: verifier.name, snapshot: id, manifest: bytes) else {
            throw .badManifest(path: manifestPath, .hashMismatch)
        }
        guard let manifest = Manifest(parsing: bytes) else { throw .badManifest(path: manifestPath, .malformed) }
        guard manifest.snapshot == id else { throw .wrongNote(path: notePath) }
        // Yesterday's snapshot under today's name.
        if let named = path.split(separator: "/").last.flatMap({ SnapshotID(String($0)) }), named != id {
            throw .wrongNote(path: notePath)
        }
        return manifest
    }

    private func contents(of path: String) throws(SnapshotError) -> [UInt8] {
        // A pipe would be waited at for ever, a link may change what it leads to.
        if let kind = Directory.kind(of: path), kind != .file { throw .foreignFile(path: path) }
        do {
            return try FileDescriptor.contents(of: path, limit: Manifest.maximumBytes)
        } catch {
            throw error.isMissing ? .notASnapshot(path: self.path) : .unreadable(error)
        }
    }

    private func checkFiles(of manifest: Manifest, and others: [String]) throws(SnapshotError) {
        let known = Set(manifest.units.flatMap(manifest.files) + others)
        let found = Set(try files(in: "", knowing: known))
        if let foreign = found.subtracting(known).min() { throw .foreignFile(path: "\(path)/\(foreign)") }
        if let missing = known.subtracting(found).min() { throw .missingFile(path: "\(path)/\(missing)") }
    }

    /// Every file below the snapshot's directory. Links, pipes and empty directories where no file belongs are foreign;
    /// `records` is empty in a snapshot without units.
    private func files(in folder: String, knowing known: Set<String>) throws(SnapshotError) -> [String] {
        var files: [String] = []
        do {
            let entries = try Directory.entries(of: "\(path)/\(folder)")
            if entries.isEmpty, folder != "records", !known.contains(where: { $0.hasPrefix("\(folder)/") }) {
                throw SnapshotError.foreignFile(path: "\(path)/\(folder)")
            }
            for entry in entries {
                let relative = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
                switch entry.kind {
                case .file: files.append(relative)
                case .directory: files += try self.files(in: relative, knowing: known)
                case .other: throw SnapshotError.foreignFile(path: "\(path)/\(relative)")
                }
            }
        } catch let error as SystemError {
            throw .unreadable(error)
        } catch {
            throw error as? SnapshotError ?? .foreignFile(path: folder)
        }
        return files
    }

    private func check(_ unit: Manifest.Unit, of manifest: Manifest) throws(SnapshotError) {
        let files = TokenFiles(directory: path, manifest, unit)
        var tree = MerkleFrontier()
        var count = 0
        try files.read { (token) throws(SnapshotError) in
            tree.append(.leaf(token))
            count += 1
        }
        guard count == unit.report.records else {
            throw .wrongCount(path: files.path, expected: unit.report.records, found: count)
        }
        guard tree.root == unit.root else { throw .wrongRecords(path: files.path) }
    }
}
