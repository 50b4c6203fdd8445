// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets
import TestSupport
import Testing

@testable import Audit

struct TileEdgeTests {
    @Test(arguments: KnownLog.roots)
    func `growing entry by entry gives the known roots`(size: Int, root: String) {
        let edge = KnownLog.grown(to: size).edge
        #expect(edge.size == UInt64(size))
        #expect(Base64.standard.string(edge.root.bytes) == root)
    }

    @Test func `the leaf of an entry is the known hash`() {
        let leaf = MerkleHash.leaf(KnownLog.entry(0))
        #expect(leaf.bytes.prefix(4) == [0x40, 0x76, 0x6B, 0x20])
        #expect(Base64.standard.string(leaf.bytes) == KnownLog.roots[1].root)
    }

    /// Hashed by coreutils.
    @Test func `a log of 300 entries has the known files`() async throws {
        let (full, edge) = KnownLog.grown(to: 300)
        let files = full + edge.partials
        #expect(
            files.map(\.tile.path) == [
                "tile/entries/000", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44",
            ])
        #expect(files.map(\.bytes.count) == [2706, 8192, 44 * 32, 32, 484])
        let directory = try TemporaryDirectory()
        for (number, file) in files.enumerated() {
            try DurableFile.write(file.bytes.span, to: "\(directory.path)/\(number)")
        }
        let sums = try await Command.run("/usr/bin/sha256sum", ["0", "1", "2", "3", "4"], directory: directory.path)
        #expect(
            sums.outputText == """
                2e41f76a98595afb6b3a27a02a74792386a99b155db3579513faf3bf67057752  0
                8921c57d2f65271c82bf0f686c002793863c80c8d1cbbbf5db6046ff59e8b590  1
                7bac48c6f72db216f103763f08f639e038a4097f2763009eb3cf2bb457280832  2
                0dbddfec97fdc03a63eca701dce6bc0a6493d5d938070377900a6529cc71a448  3
                2c03c7039c4ae3773cff75f105c5757a3a4f12cd64b33e85704be36f9297853b  4

                """)
    }

    @Test func `the upper tile holds the root of the full tile below`() {
        let partials = KnownLog.grown(to: 300).edge.partials
        #expect(partials[1].tile.path == "tile/1/000.p/1")
        #expect(Base64.standard.string(partials[1].bytes) == "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4=")
    }

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 600])
    func `the partial tiles are those of the layout`(size: Int) {
        let edge = KnownLog.grown(to: size).edge
        let kinds = (0..<Tile.levels(size: UInt64(size))).map { Tile.Kind.hashes(level: $0) } + [.entries]
        let expected = kinds.compactMap { Tile.all($0, size: UInt64(size)).last }.filter { !$0.isFull }
        #expect(edge.partials.map(\.tile) == expected)
    }

    /// Two levels of full tiles: 65,536 empty entries.
    @Test func `a full upper tile is written once, with all that it covers`() {
        var edge = TileEdge()
        var upper: [TileEdge.File] = []
        for _ in 0..<65_536 { upper += edge.append([]).filter { $0.tile.kind == .hashes(level: 1) } }
        #expect(upper.map(\.tile.path) == ["tile/1/000"])
        var root = MerkleHash.leaf([])
        for _ in 0..<8 { root = .node(root, root) }
        #expect(upper.first?.bytes == Array(repeatElement(root.bytes, count: 256).joined()))
        for _ in 0..<8 { root = .node(root, root) }
        #expect(edge.partials.map(\.tile.path) == ["tile/2/000.p/1"])
        #expect(edge.partials.first?.bytes == root.bytes)
        #expect(edge.root == root)
    }
}
