// SPDX-License-Identifier: Apache-2.0
import Sealing
import Testing

struct FernetKeyTests {
    @Test(arguments: [
        specificationKey, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "__________________________________________8=",
    ])
    func `a key goes in and out as base64url`(text: String) throws {
        let key = try key(text, id: "2026")
        #expect(SealingTests.text(of: key) == text)
        #expect(key.id == "2026")
    }

    @Test(arguments: [
        "", "=", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=\n",
        " cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=", "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4=",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e5=", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4==",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4Q==", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4A",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4AAAA=", "cw_0x689RpI-jtRR7oE8hA==",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e!=", "\"cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=\"",
        "730ff4c7af3d46923e8ed451ee813c87f790b0a226bc96a92de49b5e9c05e1ee",
    ])
    func `anything but 32 bytes in base64url is refused`(text: String) {
        #expect(throws: FernetError.malformedKey) { try key(text) }
    }

    @Test func `random keys are never the same`() {
        let texts = (0..<100).map { text(of: .random(id: "\($0)")) }
        #expect(Set(texts).count == 100)
        #expect(texts.allSatisfy { $0.utf8.count == 44 })
    }

    /// Computed by HKDF of Python's `cryptography`.
    @Test(arguments: [
        ("20261123T090000Z-0123456789abcdef", "80twG0lzN_hhahkSiWQjDMTI3aN8msLZYcZD1K8HDlM="),
        ("a", "sGwzN6c89y1Wo6FS0HhIBUq_2H0HYCNuGsEMCuvYhEo="),
        ("b", "avIwsp0saayvoGHewkigvkBak30L2CKrWq1HZPaY-O8="),
    ])
    func `a snapshot's key is HKDF of the key and its id`(snapshot: String, expected: String) throws {
        let derived = try key(specificationKey, id: "2026").derived(forSnapshot: snapshot)
        #expect(text(of: derived) == expected)
        #expect(derived.id == "2026")
    }

    @Test func `snapshots, keys and the key itself share no key`() throws {
        let keys = [try key(specificationKey), .random(id: "other")]
        var texts = keys.map { text(of: $0) }
        for key in keys {
            for snapshot in ["a", "b", "c"] { texts.append(text(of: try key.derived(forSnapshot: snapshot))) }
        }
        #expect(Set(texts).count == 8)
    }

    @Test func `a record of one snapshot is none of another`() throws {
        let key = try key(specificationKey)
        let token = try key.derived(forSnapshot: "a").encrypt([1], at: 0)
        #expect(try key.derived(forSnapshot: "a").decrypt(token) == [1])
        #expect(throws: FernetError.notAuthentic) { try key.derived(forSnapshot: "b").decrypt(token) }
        #expect(throws: FernetError.notAuthentic) { try key.decrypt(token) }
    }
}
