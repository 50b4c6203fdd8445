// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Testing

struct RandomPoolTests {
    /// Pieces that together are more than three pools of 4096 bytes.
    private func pieces(of size: Int) throws -> [[UInt8]] {
        var pool = RandomPool()
        var pieces: [[UInt8]] = []
        for _ in 0...(3 * 4096 / size) { pieces.append(try pool.next(size)) }
        return pieces
    }

    @Test(arguments: [12, 16, 100, 1000, 4095, 4096])
    func `no piece is given twice`(size: Int) throws {
        let pieces = try pieces(of: size)
        #expect(pieces.allSatisfy { $0.count == size })
        #expect(Set(pieces).count == pieces.count)
    }

    @Test(arguments: [16, 100])
    func `no part of a piece is given twice`(size: Int) throws {
        let pieces = try pieces(of: size)
        for count in 1...size {
            let shared = zip(pieces, pieces.dropFirst()).count { $0.suffix(count) == $1.prefix(count) }
            // Single bytes meet by chance, once in 256 times.
            #expect(shared < pieces.count / 4, "\(count) bytes")
        }
    }

    @Test func `pieces of different sizes come from one pool`() throws {
        var pool = RandomPool()
        var pieces: [[UInt8]] = []
        for size in 1...150 { pieces.append(try pool.next(size)) }
        #expect(pieces.map(\.count) == Array(1...150))
        #expect(Set(pieces.filter { $0.count >= 16 }.map { Array($0.prefix(16)) }).count == 135)
    }

    @Test func `two pools give different bytes`() throws {
        var first = RandomPool()
        var second = RandomPool()
        let pair = [try first.next(16), try second.next(16)]
        #expect(pair[0] != pair[1])
    }

    @Test func `each bit is set about half of the time`() throws {
        // 8000 draws: beyond 400 from 4000 is nine standard deviations.
        var pool = RandomPool()
        var counts = [Int](repeating: 0, count: 8)
        for _ in 0..<500 {
            for byte in try pool.next(16) {
                for bit in 0..<8 where byte & 1 << bit != 0 { counts[bit] += 1 }
            }
        }
        #expect(counts.allSatisfy { (3600...4400).contains($0) })
    }
}
