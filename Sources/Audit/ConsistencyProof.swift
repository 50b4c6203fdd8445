// SPDX-License-Identifier: Apache-2.0

/// The proof that a log goes on from what it was at a smaller size, RFC 9162 §2.1.4.
struct ConsistencyProof: Sendable {
    let first: UInt64
    let second: UInt64
    let path: [MerkleHash]

    /// Whether the log with the one root at the first size has the other at the second, RFC 9162 §2.1.4.2.
    func leads(from old: MerkleHash, to new: MerkleHash) -> Bool {
        guard first > 0, first < second else {
            return path.isEmpty && (first == 0 ? old == .empty : first == second && old == new)
        }
        // A complete subtree is a node of the larger tree, and left out of the path.
        let path = first.nonzeroBitCount == 1 ? [old] + path : path
        guard let start = path.first else { return false }
        var (node, last) = (first - 1, second - 1)
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var (left, right) = (start, start)
        for hash in path.dropFirst() {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                left = .node(hash, left)
                right = .node(hash, right)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                right = .node(right, hash)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && left == old && right == new
    }
}

extension LogTree {
    /// What leads from the log at a size to the log as it is, RFC 9162 §2.1.4.1.
    ///
    /// - Parameter first: at most the tree's size.
    func consistency(from first: UInt64) throws(AuditError) -> ConsistencyProof {
        var (range, path): (Range<UInt64>, [MerkleHash]) = (0..<size, [])
        // Down to the node at which the smaller tree ends.
        while first > 0, range.upperBound != first {
            let middle = range.lowerBound + Self.split(UInt64(range.count))
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            path.append(try root(first <= middle ? right : left))
            range = first <= middle ? left : right
        }
        // Who verifies has the root of the smaller tree already.
        if first > 0, range.lowerBound > 0 { path.append(try root(range)) }
        return ConsistencyProof(first: first, second: size, path: path.reversed())
    }
}
