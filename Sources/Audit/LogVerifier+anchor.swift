// SPDX-License-Identifier: Apache-2.0

/// The signed checkpoint as others keep it: an anchor, to which the log is held from then on.
package struct LogHead: Sendable {
    package let checkpoint: Checkpoint
    /// The signed note, to the byte.
    package let note: [UInt8]
}

extension LogVerifier {
    /// What the log's signed checkpoint is now; nil where nothing was ever signed.
    ///
    /// - Throws: ``AuditError/tampered(path:_:)``, ``AuditError/unreadable(_:)``
    package func head() throws(AuditError) -> LogHead? {
        if try checkpoint().size == 0 { return nil }
        // Together: a checkpoint that is replaced in between would not fit.
        let note = try reader.bytes(of: "checkpoint")
        return LogHead(checkpoint: try reader.checkpoint(in: note, by: verifier, takesEarlier: true), note: note)
    }

    /// Checks that the log goes on from a checkpoint that was kept elsewhere. An old copy of the directory is whole, and
    /// signed: only this tells it from the log.
    ///
    /// - Parameter anchor: a signed checkpoint, to the byte.
    /// - Returns: the checkpoint.
    /// - Throws: ``AuditError/anchorRefused(_:)`` where it is none of this log, ``AuditError/rolledBack(anchored:size:)``,
    ///   ``AuditError/forked(anchored:)``, and as ``checkpoint()``.
    package func follows(_ anchor: [UInt8]) throws(AuditError) -> Checkpoint {
        let anchored = try reading(anchor)
        let now = try head()?.checkpoint ?? Checkpoint(origin: verifier.name, size: 0, root: .empty)
        guard anchored.size <= now.size else { throw .rolledBack(anchored: anchored.size, size: now.size) }
        let proof = try LogTree(reader: reader, size: now.size).consistency(from: anchored.size)
        guard proof.leads(from: anchored.root, to: now.root) else { throw .forked(anchored: anchored.size) }
        return anchored
    }

    private func reading(_ anchor: [UInt8]) throws(AuditError) -> Checkpoint {
        do throws(AuditError) {
            return try reader.checkpoint(in: anchor, by: verifier, takesEarlier: true)
        } catch {
            guard case .tampered(_, let evidence) = error else { throw error }
            throw .anchorRefused(evidence)
        }
    }
}
