// SPDX-License-Identifier: Apache-2.0

/// The Merkle tree of a log of a size, by its tiles.
struct LogTree: Sendable {
    let reader: LogReader
    let size: UInt64

    /// The root of the leaves `range`, RFC 6962 §2.1.
    func root(_ range: Range<UInt64>) throws(AuditError) -> MerkleHash {
        let count = UInt64(range.count)
        if count == 0 { return .empty }
        if count.nonzeroBitCount == 1, range.lowerBound % count == 0 {
            let height = count.trailingZeroBitCount
            return try subtree(height: height, index: range.lowerBound >> UInt64(height))
        }
        let middle = range.lowerBound + Self.split(count)
        return .node(try root(range.lowerBound..<middle), try root(middle..<range.upperBound))
    }

    /// The hashes that lead from a leaf to the root, the lowest first, RFC 6962 §2.1.1.
    func path(of leaf: UInt64) throws(AuditError) -> [MerkleHash] {
        var (range, path): (Range<UInt64>, [MerkleHash]) = (0..<size, [])
        while range.count > 1 {
            let middle = range.lowerBound + Self.split(UInt64(range.count))
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            path.append(try root(left.contains(leaf) ? right : left))
            range = left.contains(leaf) ? left : right
        }
        return path.reversed()
    }

    /// The tiles in which a smaller tree ends are, where they are full by now, those that the tiles above them name.
    ///
    /// - Throws: ``AuditError/tampered(path:_:)`` with the first that is not.
    func checkTiles(at smaller: UInt64) throws(AuditError) {
        let width = UInt64(Tile.width)
        var index = smaller
        for level in 0..<Tile.levels(size: size) {
            index /= width
            guard (index + 1) * width <= size >> UInt64(8 * level) else { continue }
            let tile = Tile(kind: .hashes(level: level), index: index, count: Tile.width)
            let root = MerkleFrontier.root(of: try reader.hashes(of: tile))
            guard try subtree(height: 8 * (level + 1), index: index) == root else {
                throw .tampered(path: tile.path, .hashMismatch)
            }
        }
    }

    /// The largest power of two below a number that is greater than one.
    static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// A complete subtree of 2^height leaves: a hash of a tile, or those below it in one.
    private func subtree(height: Int, index: UInt64) throws(AuditError) -> MerkleHash {
        let (level, rest) = (height / 8, height % 8)
        let first = index << UInt64(rest)
        let width = UInt64(Tile.width)
        // How many hashes the level has: one for each full tile of the level below.
        let hashes = size >> UInt64(8 * level)
        let tile = Tile(
            kind: .hashes(level: level), index: first / width, count: Int(min(width, hashes - first / width * width)))
        return MerkleFrontier.root(of: try reader.hashes(of: tile)[Int(first % width)...].prefix(1 << rest))
    }
}
