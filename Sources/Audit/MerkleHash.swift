// SPDX-License-Identifier: Apache-2.0
import Ciphers

/// A hash in a Merkle tree, RFC 6962 §2.1.
package struct MerkleHash: Sendable, Hashable {
    package let bytes: [UInt8]

    private init(digest: [UInt8]) { bytes = digest }

    /// - Returns: nil unless there are 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == SHA256.count else { return nil }
        self.bytes = bytes
    }

    /// SHA-256(0x00 || entry)
    package static func leaf(_ entry: Span<UInt8>) -> MerkleHash {
        var hash = SHA256()
        hash.update([0x00].span)
        hash.update(entry)
        return MerkleHash(digest: hash.finalize())
    }

    package static func leaf(_ entry: [UInt8]) -> MerkleHash { leaf(entry.span) }

    /// SHA-256(0x01 || left || right)
    package static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        MerkleHash(digest: SHA256.hash([0x01] + left.bytes + right.bytes))
    }

    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let empty = MerkleHash(digest: SHA256.hash([]))
}
