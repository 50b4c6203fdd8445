// SPDX-License-Identifier: Apache-2.0

/// The unfinished tiles at the right edge of a log, and the bytes that appending to them leaves to be written.
struct TileEdge: Sendable {
    /// A file that has to be written before a checkpoint may speak of it.
    struct File: Sendable, Equatable {
        let tile: Tile
        let bytes: [UInt8]
    }

    private(set) var size: UInt64 = 0
    /// Per level, the hashes of its last tile, fewer than 256.
    private(set) var levels: [[MerkleHash]] = []
    /// The bundle over `levels[0]`.
    private(set) var bundle: [UInt8] = []

    init() {}

    init(size: UInt64, levels: [[MerkleHash]], bundle: [UInt8]) {
        self.size = size
        self.levels = levels
        self.bundle = bundle
    }

    /// Appends an entry; what became full by it is returned.
    mutating func append(_ entry: [UInt8]) -> [File] {
        var files: [File] = []
        let index = size
        size += 1
        EntryBundle.append(entry, to: &bundle)
        if size % UInt64(Tile.width) == 0 {
            let tile = Tile(kind: .entries, index: index / UInt64(Tile.width), count: Tile.width)
            files.append(File(tile: tile, bytes: bundle))
            bundle = []
        }
        push(.leaf(entry), level: 0, index: index, &files)
        return files
    }

    private mutating func push(_ hash: MerkleHash, level: Int, index: UInt64, _ files: inout [File]) {
        if level == levels.count { levels.append([]) }
        levels[level].append(hash)
        guard levels[level].count == Tile.width else { return }
        let tile = Tile(kind: .hashes(level: level), index: index / UInt64(Tile.width), count: Tile.width)
        files.append(File(tile: tile, bytes: levels[level].flatMap(\.bytes)))
        let root = MerkleFrontier.root(of: levels[level])
        levels[level] = []
        push(root, level: level + 1, index: tile.index, &files)
    }

    /// The partial tiles as they stand.
    var partials: [File] {
        var files: [File] = []
        for (level, hashes) in levels.enumerated() where !hashes.isEmpty {
            let tile = Tile.all(.hashes(level: level), size: size).last!
            files.append(File(tile: tile, bytes: hashes.flatMap(\.bytes)))
        }
        if !bundle.isEmpty { files.append(File(tile: Tile.all(.entries, size: size).last!, bytes: bundle)) }
        return files
    }

    /// RFC 6962 §2.1 over the whole log: the edge holds a hash for every complete subtree.
    var root: MerkleHash {
        var frontier = MerkleFrontier()
        for (level, hashes) in levels.enumerated().reversed() {
            for hash in hashes { frontier.append(hash, height: level * 8) }
        }
        return frontier.root
    }
}
