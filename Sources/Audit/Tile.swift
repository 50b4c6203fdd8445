// SPDX-License-Identifier: Apache-2.0

/// Where a tile of a log lies, https://c2sp.org/tlog-tiles.
///
/// A hash tile holds up to 256 hashes of one level; an entry bundle the entries under a level-0 tile.
package struct Tile: Sendable, Equatable {
    package static let width = 256

    package enum Kind: Sendable, Equatable {
        case hashes(level: Int)
        case entries
    }

    package let kind: Kind
    package let index: UInt64
    /// 1 to 256; below 256 the tile is partial.
    package let count: Int

    package var isFull: Bool { count == Self.width }

    /// `tile/0/x001/x234/067.p/8`, relative to the log.
    package var path: String {
        let level =
            switch kind {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        return "tile/\(level)/\(Self.number(index))" + (isFull ? "" : ".p/\(count)")
    }

    /// Groups of three digits, all but the last with an `x` before them.
    private static func number(_ index: UInt64) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let group = String(rest % 1000)
            let padded = String(repeating: "0", count: 3 - group.utf8.count) + group
            groups.insert(groups.isEmpty ? padded : "x" + padded, at: 0)
            rest /= 1000
        } while rest > 0
        return groups.joined(separator: "/")
    }

    /// The tiles of a level (or the bundles) of a tree of `size` entries, in order; the last may be partial.
    package static func all(_ kind: Kind, size: UInt64) -> [Tile] {
        var units = size
        if case .hashes(let level) = kind {
            for _ in 0..<level { units /= UInt64(width) }
        }
        var tiles = (0..<units / UInt64(width)).map { Tile(kind: kind, index: $0, count: width) }
        let rest = Int(units % UInt64(width))
        if rest > 0 { tiles.append(Tile(kind: kind, index: units / UInt64(width), count: rest)) }
        return tiles
    }

    /// How many levels of hash tiles a tree has.
    package static func levels(size: UInt64) -> Int {
        var levels = 0
        var units = size
        while units > 0 {
            levels += 1
            units /= UInt64(width)
        }
        return levels
    }
}
