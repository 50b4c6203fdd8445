// SPDX-License-Identifier: Apache-2.0

/// The right edge of a Merkle tree: one hash per complete subtree, the largest first. All that appending and the root
/// need, in O(log n) memory.
package struct MerkleFrontier: Sendable {
    /// The root of hashes of one level, as of a tile's.
    static func root(of hashes: some Sequence<MerkleHash>) -> MerkleHash {
        var frontier = MerkleFrontier()
        for hash in hashes { frontier.append(hash) }
        return frontier.root
    }

    private var subtrees: [(height: Int, hash: MerkleHash)] = []
    package private(set) var size: UInt64 = 0

    package init() {}

    package mutating func append(_ leaf: MerkleHash) { append(leaf, height: 0) }

    /// Appends a complete subtree of 2^height leaves. Subtrees come in the order of the tree, none larger than those
    /// that it is to be merged with.
    mutating func append(_ subtree: MerkleHash, height: Int) {
        var hash = subtree
        var height = height
        size += 1 << UInt64(height)
        while let last = subtrees.last, last.height == height {
            hash = .node(last.hash, hash)
            height += 1
            subtrees.removeLast()
        }
        subtrees.append((height, hash))
    }

    package var root: MerkleHash {
        guard var root = subtrees.last?.hash else { return .empty }
        for subtree in subtrees.dropLast().reversed() { root = .node(subtree.hash, root) }
        return root
    }
}
