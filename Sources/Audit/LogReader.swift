// SPDX-License-Identifier: Apache-2.0
import Posix

/// Reads the files of a log, which may be anybody's.
struct LogReader: Sendable {
    let directory: String

    func bytes(of path: String, limit: Int = FileDescriptor.contentsLimit) throws(AuditError) -> [UInt8] {
        // A pipe would be waited at for ever, a link may change what it leads to.
        if let kind = Directory.kind(of: "\(directory)/\(path)"), kind != .file {
            throw .tampered(path: path, .malformed)
        }
        do {
            return try FileDescriptor.contents(of: "\(directory)/\(path)", limit: limit)
        } catch {
            throw error.isMissing ? .tampered(path: path, .missing) : .unreadable(error)
        }
    }

    /// The signed checkpoint; the empty tree's where a log has not been signed yet.
    ///
    /// - Parameter takesEarlier: a key that the verifier's has followed may have signed it: whoever goes on with the log
    ///   signs with the new one.
    func checkpoint(by verifier: NoteVerifier, takesEarlier: Bool = false) throws(AuditError) -> Checkpoint {
        try signed(by: verifier, takesEarlier: takesEarlier)?.checkpoint ?? .empty(origin: verifier.name)
    }

    /// The signed checkpoint and what it says; nil where no entry was ever signed.
    func head(by verifier: NoteVerifier) throws(AuditError) -> LogHead? {
        guard let head = try signed(by: verifier, takesEarlier: true), head.checkpoint.size > 0 else { return nil }
        return head
    }

    /// - Returns: nil where there is no checkpoint, and no tile that one would have to be of.
    private func signed(by verifier: NoteVerifier, takesEarlier: Bool) throws(AuditError) -> LogHead? {
        let path = "checkpoint"
        if Directory.kind(of: "\(directory)/\(path)") == nil {
            guard Directory.kind(of: "\(directory)/tile") == nil else { throw .tampered(path: path, .missing) }
            return nil
        }
        let note = try bytes(of: path)
        return LogHead(checkpoint: try checkpoint(in: note, by: verifier, takesEarlier: takesEarlier), note: note)
    }

    func checkpoint(
        in bytes: [UInt8], by verifier: NoteVerifier, takesEarlier: Bool
    ) throws(AuditError) -> Checkpoint {
        let path = "checkpoint"
        guard let note = SignedNote(parsing: bytes) else { throw .tampered(path: path, .malformed) }
        do throws(TamperEvidence) {
            let verified = takesEarlier ? try note.verified(byAnyOf: verifier) : try note.verified(by: verifier)
            guard let checkpoint = Checkpoint(parsing: verified.text) else { throw TamperEvidence.malformed }
            guard checkpoint.origin == verifier.name else { throw TamperEvidence.wrongOrigin }
            return checkpoint
        } catch {
            throw .tampered(path: path, error)
        }
    }

    func journal(_ path: String, limit: Int = FileDescriptor.contentsLimit) throws(AuditError) -> AuditJournal.Contents
    {
        let bytes = try bytes(of: path, limit: limit)
        do throws(TamperEvidence) {
            return try AuditJournal.contents(of: bytes)
        } catch {
            throw .tampered(path: path, error)
        }
    }

    func hashes(of tile: Tile) throws(AuditError) -> [MerkleHash] {
        let bytes = try bytes(of: tile.path)
        guard bytes.count == tile.count * 32 else { throw .tampered(path: tile.path, .wrongSize) }
        return (0..<tile.count).map { MerkleHash(Array(bytes[$0 * 32..<$0 * 32 + 32]))! }
    }

    func entries(of tile: Tile) throws(AuditError) -> [[UInt8]] {
        guard let entries = EntryBundle.entries(of: try bytes(of: tile.path)) else {
            throw .tampered(path: tile.path, .malformed)
        }
        guard entries.count == tile.count else { throw .tampered(path: tile.path, .wrongSize) }
        return entries
    }

    func entry(at index: UInt64, size: UInt64) throws(AuditError) -> [UInt8] {
        let tile = Tile.all(.entries, size: size)[Int(index) / Tile.width]
        return try entries(of: tile)[Int(index) % Tile.width]
    }

    /// The right edge of the tree that the checkpoint signs for; it must have the checkpoint's root.
    func edge(of checkpoint: Checkpoint) throws(AuditError) -> TileEdge {
        var levels: [[MerkleHash]] = []
        for level in 0..<Tile.levels(size: checkpoint.size) {
            guard let last = Tile.all(.hashes(level: level), size: checkpoint.size).last, !last.isFull else {
                levels.append([])
                continue
            }
            levels.append(try hashes(of: last))
        }
        var bundle: [UInt8] = []
        if let last = Tile.all(.entries, size: checkpoint.size).last, !last.isFull {
            let entries = try entries(of: last)
            guard entries.map({ MerkleHash.leaf($0) }) == levels.first else {
                throw .tampered(path: last.path, .hashMismatch)
            }
            bundle = try bytes(of: last.path)
        }
        let edge = TileEdge(size: checkpoint.size, levels: levels, bundle: bundle)
        guard edge.root == checkpoint.root else { throw .tampered(path: "checkpoint", .rootMismatch) }
        return edge
    }
}
