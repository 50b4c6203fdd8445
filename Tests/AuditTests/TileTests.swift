// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Audit

struct TileTests {
    @Test(
        arguments: [
            (0, "000"), (5, "005"), (999, "999"), (1000, "x001/000"), (70_000, "x070/000"), (999_999, "x999/999"),
            (1_000_000, "x001/x000/000"), (1_234_067, "x001/x234/067"), (18_446_744_073_709_551_615, lastNumber),
        ] as [(UInt64, String)])
    func `numbers stand in groups of three digits`(index: UInt64, path: String) {
        #expect(Tile(kind: .hashes(level: 0), index: index, count: 256).path == "tile/0/\(path)")
        #expect(Tile(kind: .hashes(level: 3), index: index, count: 1).path == "tile/3/\(path).p/1")
        #expect(Tile(kind: .entries, index: index, count: 256).path == "tile/entries/\(path)")
        #expect(Tile(kind: .entries, index: index, count: 255).path == "tile/entries/\(path).p/255")
    }

    private static let lastNumber = "x018/x446/x744/x073/x709/x551/615"

    @Test func `a log of seventy thousand entries has these tiles`() throws {
        let leaves = Tile.all(.hashes(level: 0), size: 70_000)
        #expect(leaves.count == 274)
        #expect(leaves.dropLast().allSatisfy { $0.isFull })
        #expect(leaves.first?.path == "tile/0/000")
        #expect(leaves[272].path == "tile/0/272")
        #expect(leaves.last?.path == "tile/0/273.p/112")
        #expect(Tile.all(.hashes(level: 1), size: 70_000).map(\.path) == ["tile/1/000", "tile/1/001.p/17"])
        #expect(Tile.all(.hashes(level: 2), size: 70_000).map(\.path) == ["tile/2/000.p/1"])
        #expect(Tile.all(.hashes(level: 3), size: 70_000).isEmpty)
        #expect(Tile.all(.entries, size: 70_000).map(\.index) == leaves.map(\.index))
        #expect(Tile.all(.entries, size: 70_000).last?.path == "tile/entries/273.p/112")
        #expect(Tile.levels(size: 70_000) == 3)
    }

    @Test(
        arguments: [
            (0, []), (1, ["tile/0/000.p/1"]), (255, ["tile/0/000.p/255"]), (256, ["tile/0/000", "tile/1/000.p/1"]),
            (257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]),
            (512, ["tile/0/000", "tile/0/001", "tile/1/000.p/2"]),
        ] as [(UInt64, [String])])
    func `no tile is empty`(size: UInt64, paths: [String]) {
        let levels = Tile.levels(size: size)
        #expect((0..<levels).flatMap { Tile.all(.hashes(level: $0), size: size).map(\.path) } == paths)
        #expect(Tile.all(.hashes(level: levels), size: size).isEmpty)
    }

    @Test(
        arguments: [
            (0, 0), (1, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 3), (16_777_215, 3), (16_777_216, 4), (.max, 8),
        ] as [(UInt64, Int)])
    func `each level is for 256 times as many entries`(size: UInt64, levels: Int) {
        #expect(Tile.levels(size: size) == levels)
    }
}
