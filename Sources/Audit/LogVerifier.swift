// SPDX-License-Identifier: Apache-2.0
import Posix

/// Checks all of a log against its signed checkpoint: every entry, every tile, the root.
package struct LogVerifier: Sendable {
    let reader: LogReader
    let verifier: NoteVerifier

    package init(directory: String, verifier: NoteVerifier) {
        reader = LogReader(directory: directory)
        self.verifier = verifier
    }

    /// Reads the log once, handing over each entry after the tile over it was checked.
    ///
    /// - Throws: ``AuditError/tampered(path:_:)`` at the first file that does not hold, ``AuditError/unreadable(_:)``.
    package func verify(_ visit: ([UInt8]) -> Void = { _ in }) throws(AuditError) -> VerifiedLog {
        let path = "\(reader.directory)/checkpoint"
        guard Directory.kind(of: path) != nil else {
            // The first run may have ended before it had the key: then there is a journal and nothing else.
            let isNew =
                Directory.kind(of: "\(reader.directory)/journal") != nil
                && Directory.kind(of: "\(reader.directory)/tile") == nil
            throw isNew ? .neverSigned : .tampered(path: "checkpoint", .missing)
        }
        let checkpoint = try reader.checkpoint(by: verifier)
        var frontier = MerkleFrontier()
        for bundle in Tile.all(.entries, size: checkpoint.size) {
            let entries = try reader.entries(of: bundle)
            let leaves = entries.map { MerkleHash.leaf($0) }
            let tile = Tile(kind: .hashes(level: 0), index: bundle.index, count: bundle.count)
            guard try reader.hashes(of: tile) == leaves else { throw .tampered(path: tile.path, .hashMismatch) }
            for leaf in leaves { frontier.append(leaf) }
            for entry in entries { visit(entry) }
        }
        guard frontier.root == checkpoint.root else { throw .tampered(path: "checkpoint", .rootMismatch) }
        try verifyUpperLevels(size: checkpoint.size)
        return VerifiedLog(checkpoint: checkpoint, unsignedEntries: try unsignedEntries(from: checkpoint.size))
    }

    /// The signed checkpoint alone: whether the log is one of ours at all.
    ///
    /// - Throws: as ``verify(_:)``.
    package func checkpoint() throws(AuditError) -> Checkpoint {
        try reader.checkpoint(by: verifier, takesEarlier: true)
    }

    /// How many entries there are, by the checkpoint and behind it; nothing else is checked.
    package func sizes() throws(AuditError) -> (signed: UInt64, unsigned: Int) {
        try lookingTwice { () throws(AuditError) in
            let checkpoint = try checkpoint()
            return (checkpoint.size, try unsignedEntries(from: checkpoint.size))
        }
    }

    /// The second look is for one that came in the middle of a seal, when the files are of two checkpoints.
    func lookingTwice<R>(_ look: () throws(AuditError) -> R) throws(AuditError) -> R {
        do throws(AuditError) {
            return try look()
        } catch {
            return try look()
        }
    }

    /// Each hash above level 0 is the root of the full tile under it.
    private func verifyUpperLevels(size: UInt64) throws(AuditError) {
        for level in 1..<max(1, Tile.levels(size: size)) {
            for tile in Tile.all(.hashes(level: level), size: size) {
                for (offset, hash) in try reader.hashes(of: tile).enumerated() {
                    let below = Tile(
                        kind: .hashes(level: level - 1), index: tile.index * UInt64(Tile.width) + UInt64(offset),
                        count: Tile.width)
                    guard MerkleFrontier.root(of: try reader.hashes(of: below)) == hash else {
                        throw .tampered(path: tile.path, .hashMismatch)
                    }
                }
            }
        }
    }

    private func unsignedEntries(from size: UInt64) throws(AuditError) -> Int {
        let names: [String]
        do {
            names = try Directory.entries(of: "\(reader.directory)/journal").map(\.name)
        } catch {
            if error.isMissing { return 0 }
            throw .unreadable(error)
        }
        // A journal that begins behind the checkpoint says that there was a later one.
        for name in names {
            guard let first = UInt64(name), String(first) == name, first <= size else {
                throw .tampered(path: "journal/\(name)", .wrongSize)
            }
        }
        return names.contains(String(size)) ? try reader.journal("journal/\(size)").entries.count : 0
    }
}

/// A log that ``LogVerifier`` found whole.
package struct VerifiedLog: Sendable {
    package let checkpoint: Checkpoint
    /// Entries in the journal: written, but not signed for.
    package let unsignedEntries: Int

    fileprivate init(checkpoint: Checkpoint, unsignedEntries: Int) {
        self.checkpoint = checkpoint
        self.unsignedEntries = unsignedEntries
    }
}
