// SPDX-License-Identifier: Apache-2.0
import Sealing
import Testing

struct RotationTests {
    private let keys = ["new", "old", "oldest"].map { FernetKey.random(id: $0) }
    private var ring: KeyRing { KeyRing(primary: keys[0], others: Array(keys.dropFirst())) }

    @Test(arguments: [0, 1, 2])
    func `a rotated token is the primary key's alone`(index: Int) throws {
        let rotated = try ring.rotate(try keys[index].encrypt([1, 2, 3], at: 42))
        #expect(try keys[0].decrypt(rotated) == [1, 2, 3])
        #expect(throws: FernetError.notAuthentic) { try keys[1].decrypt(rotated) }
        #expect(throws: FernetError.notAuthentic) { try keys[2].decrypt(rotated) }
    }

    @Test(arguments: [0, 1, 1_795_424_400, Int64.max])
    func `a rotated token keeps its timestamp`(time: Int64) throws {
        let rotated = try ring.rotate(try keys[1].encrypt([1], at: time))
        #expect(try keys[0].timestamp(of: rotated) == time)
    }

    @Test func `each rotation has an initialisation vector of its own`() throws {
        var token = try keys[0].encrypt([1], at: 42)
        var vectors = Set<[UInt8]>()
        for _ in 0..<100 {
            vectors.insert(Array(try body(of: token)[9..<25]))
            token = try ring.rotate(token)
        }
        #expect(vectors.count == 100)
        #expect(try keys[0].decrypt(token) == [1])
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1000])
    func `the plaintext stays byte for byte`(count: Int) throws {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let token = try keys[2].encrypt(plaintext, at: 42)
        let rotated = try ring.rotate(token)
        #expect(try ring.decrypt(rotated) == plaintext)
        #expect(rotated.count == token.count)
    }
}
