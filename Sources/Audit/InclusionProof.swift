// SPDX-License-Identifier: Apache-2.0
import Secrets

/// The proof that an entry is in the log that a checkpoint signs for; whoever has it, the entry and the public key needs
/// nothing else. https://c2sp.org/tlog-proof
package struct InclusionProof: Sendable {
    package let index: UInt64
    let path: [MerkleHash]
    /// The signed checkpoint, to the byte.
    let checkpoint: [UInt8]

    /// The proof as a file has it.
    package var bytes: [UInt8] {
        var lines = ["c2sp.org/tlog-proof@v1", "index \(index)"]
        lines += path.map { Base64.standard.string($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint
    }
}

extension LogVerifier {
    /// An entry that the checkpoint signs for, and the proof of it. The proof is checked before it is given.
    ///
    /// - Returns: nil beyond the checkpoint's size, and where nothing was ever signed.
    /// - Throws: ``AuditError/tampered(path:_:)``, ``AuditError/unreadable(_:)``
    package func proof(of index: UInt64) throws(AuditError) -> (entry: [UInt8], proof: InclusionProof)? {
        try lookingTwice { () throws(AuditError) in try currentProof(of: index) }
    }

    private func currentProof(of index: UInt64) throws(AuditError) -> (entry: [UInt8], proof: InclusionProof)? {
        guard let head = try head(), index < head.checkpoint.size else { return nil }
        let checkpoint = head.checkpoint
        let entry = try reader.entry(at: index, size: checkpoint.size)
        let path = try LogTree(reader: reader, size: checkpoint.size).path(of: index)
        guard Self.root(of: .leaf(entry), at: index, size: checkpoint.size, path) == checkpoint.root else {
            throw .tampered(path: "checkpoint", .rootMismatch)
        }
        return (entry, InclusionProof(index: index, path: path, checkpoint: head.note))
    }

    /// RFC 9162 §2.1.3.2.
    static func root(of leaf: MerkleHash, at index: UInt64, size: UInt64, _ path: [MerkleHash]) -> MerkleHash? {
        var (node, last, hash) = (index, size - 1, leaf)
        for sibling in path {
            if last == 0 { return nil }
            if node & 1 == 1 || node == last {
                hash = .node(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 ? hash : nil
    }
}
