// SPDX-License-Identifier: Apache-2.0

/// A signed checkpoint as others keep it: an anchor, to which the log is held from then on.
package struct LogHead: Sendable, Equatable {
    package let checkpoint: Checkpoint
    /// The signed note, to the byte.
    package let note: [UInt8]
}

extension LogVerifier {
    /// What the log's signed checkpoint is now; nil where nothing was ever signed.
    ///
    /// - Throws: ``AuditError/tampered(path:_:)``, ``AuditError/unreadable(_:)``
    package func head() throws(AuditError) -> LogHead? { try reader.head(by: verifier) }

    /// Checks that the log goes on from a checkpoint that was kept elsewhere. An old copy of the directory is whole, and
    /// signed: only this tells it from the log.
    ///
    /// - Parameter anchor: a signed checkpoint, to the byte.
    /// - Returns: the checkpoint.
    /// - Throws: ``AuditError/anchorRefused(_:)`` where it is none of this log, ``AuditError/rolledBack(anchored:size:)``,
    ///   ``AuditError/forked(anchored:)``, and as ``checkpoint()``.
    package func follows(_ anchor: [UInt8]) throws(AuditError) -> Checkpoint {
        let anchored = try reader.anchored(by: anchor, verifier)
        return try reader.follows(anchored, verifier, as: try head()?.checkpoint)
    }
}

extension AuditLog {
    /// As ``LogVerifier/follows(_:)``, for the log that this writer has opened and goes on with: files that were exchanged
    /// since prove nothing.
    package func follows(_ anchor: [UInt8]) throws(AuditError) -> Checkpoint {
        let reader = LogReader(directory: directory)
        return try reader.follows(try reader.anchored(by: anchor, verifier), verifier, as: head?.checkpoint)
    }
}

extension LogReader {
    /// - Parameter now: what the log is; nil where nothing was ever signed.
    fileprivate func follows(
        _ anchored: Checkpoint, _ verifier: NoteVerifier, as now: Checkpoint?
    ) throws(AuditError) -> Checkpoint {
        let now = now ?? .empty(origin: verifier.name)
        guard anchored.size <= now.size else { throw .rolledBack(anchored: anchored.size, size: now.size) }
        let tree = LogTree(reader: self, size: now.size)
        if try tree.consistency(from: anchored.size).leads(from: anchored.root, to: now.root) { return anchored }
        // Another log, or a tile of this one that was changed?
        try tree.checkTiles(at: anchored.size)
        guard try tree.root(0..<now.size) == now.root else { throw .tampered(path: "tile", .rootMismatch) }
        throw .forked(anchored: anchored.size)
    }

    fileprivate func anchored(by anchor: [UInt8], _ verifier: NoteVerifier) throws(AuditError) -> Checkpoint {
        do throws(AuditError) {
            return try checkpoint(in: anchor, by: verifier, takesEarlier: true)
        } catch {
            guard case .tampered(_, let evidence) = error else { throw error }
            throw .anchorRefused(evidence)
        }
    }
}
