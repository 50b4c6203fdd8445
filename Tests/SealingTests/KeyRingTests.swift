// SPDX-License-Identifier: Apache-2.0
import Sealing
import Testing

struct KeyRingTests {
    private let keys = ["new", "old", "oldest"].map { FernetKey.random(id: $0) }
    private var ring: KeyRing { KeyRing(primary: keys[0], others: Array(keys.dropFirst())) }

    @Test func `the primary key comes first, the others in their order`() {
        #expect(ring.primary === keys[0])
        #expect(ring.keys.map(\.id) == ["new", "old", "oldest"])
        #expect(KeyRing(primary: keys[2], others: []).keys.map(\.id) == ["oldest"])
    }

    @Test func `a key is found by its id`() {
        #expect(ring.key(id: "old") === keys[1])
        #expect(ring.key(id: "new") === keys[0])
        #expect(ring.key(id: "none") == nil)
    }

    @Test(arguments: [0, 1, 2])
    func `each key opens what it sealed`(index: Int) throws {
        let token = try keys[index].encrypt([1, 2, 3], at: 1)
        #expect(try ring.decrypt(token) == [1, 2, 3])
    }

    @Test func `no key opens what a stranger sealed`() throws {
        let token = try FernetKey.random(id: "new").encrypt([1], at: 1)
        #expect(throws: FernetError.notAuthentic) { try ring.decrypt(token) }
        #expect(throws: FernetError.notAuthentic) { try ring.rotate(token) }
    }

    @Test(arguments: ["", "gAAAAA==", "not a token"])
    func `what is no token is no matter of keys`(text: String) {
        #expect(throws: FernetError.malformed) { try ring.decrypt(Array(text.utf8)) }
        #expect(throws: FernetError.malformed) { try ring.rotate(Array(text.utf8)) }
    }

    @Test func `a token without a plaintext is refused, whoever sealed it`() throws {
        var body = try body(of: try keys[1].encrypt([7], at: 0))
        body[24] ^= 0xFF
        let token = try forged(body, with: keys[1])
        #expect(throws: FernetError.malformed) { try ring.decrypt(token) }
        #expect(throws: FernetError.malformed) { try ring.rotate(token) }
    }

    @Test func `the keys of a snapshot keep order and names`() throws {
        let derived = try ring.derived(forSnapshot: "a")
        #expect(derived.keys.map(\.id) == ["new", "old", "oldest"])
        #expect(derived.primary === derived.keys[0])
        #expect(try derived.keys.map { text(of: $0) } == keys.map { text(of: try $0.derived(forSnapshot: "a")) })
        let token = try derived.keys[2].encrypt([1], at: 1)
        #expect(try derived.decrypt(token) == [1])
        #expect(throws: FernetError.notAuthentic) { try ring.decrypt(token) }
    }
}
