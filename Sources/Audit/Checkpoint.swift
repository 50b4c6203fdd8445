// SPDX-License-Identifier: Apache-2.0
import Secrets

/// The state of a log that its key vouches for, https://c2sp.org/tlog-checkpoint:
///
///     origin
///     size in decimal
///     base64(root hash)
package struct Checkpoint: Sendable, Equatable {
    package let origin: String
    package let size: UInt64
    package let root: MerkleHash

    package init(origin: String, size: UInt64, root: MerkleHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Of a log without entries.
    static func empty(origin: String) -> Checkpoint { Checkpoint(origin: origin, size: 0, root: .empty) }

    /// - Returns: nil for a text that is not a checkpoint in canonical form. Extension lines are allowed and dropped.
    package init?(parsing text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 4, lines.last == "", !lines.dropLast().contains(""), let size = UInt64(lines[1]),
            String(size) == lines[1], let bytes = Base64.standard.decode(lines[2]), let root = MerkleHash(bytes)
        else { return nil }
        self.init(origin: lines[0], size: size, root: root)
    }

    package var text: String { "\(origin)\n\(size)\n\(Base64.standard.string(root.bytes))\n" }
}
