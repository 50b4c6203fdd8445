// SPDX-License-Identifier: Apache-2.0
import Secrets
import TestSupport
import Testing

struct SecretTests {
    @Test(arguments: [0, 1, 15, 16, 17, 4095, 4096, 4097, 100_000])
    func `a secret holds a copy of its bytes`(count: Int) {
        var original = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let expected = original
        let held = secret(original)
        for index in original.indices { original[index] = 0xFF }
        let count = held.count
        #expect(bytes(held) == expected)
        #expect(count == expected.count)
    }

    @Test func `a secret is filled in place`() {
        let held = Secret(count: 4) { target in
            for index in 0..<4 { target[index] = UInt8(index + 1) }
        }
        #expect(bytes(held) == [1, 2, 3, 4])
    }

    @Test func `an error while filling is passed on`() {
        struct Stopped: Error {}
        #expect(throws: Stopped.self) { _ = try Secret(count: 4) { (_) throws(Stopped) in throw Stopped() } }
    }

    @Test func `a duplicate outlives the original`() {
        var original: Secret? = secret("hunter2")
        let duplicate = original!.duplicate()
        original = nil
        #expect(bytes(duplicate) == Array("hunter2".utf8))
    }

    @Test func `a shared secret lends the same bytes to all`() {
        let shared = SharedSecret(secret("hunter2"))
        let other = shared
        #expect(shared.count == 7)
        #expect(bytes(other) == Array("hunter2".utf8))
    }

    @Test(arguments: [
        ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "", false), ("", "a", false), ("ab", "a", false),
        ("a", "ab", false), ("abc", "abd", false), ("abc", "bbc", false), ("a\0", "a", false), ("a\0b", "a\0c", false),
        ("\u{E9}", "e\u{301}", false),
    ])
    func `secrets are equal byte for byte`(left: String, right: String, expected: Bool) {
        let a = secret(left)
        let b = secret(right)
        let isEqual = a.isEqual(to: b)
        #expect(isEqual == expected)
        #expect(equal(Array(left.utf8), Array(right.utf8)) == expected)
    }

    @Test func `each single bit makes a difference`() {
        let original = (0..<32).map { UInt8($0 * 5) }
        for bit in 0..<256 {
            var changed = original
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!equal(original, changed))
        }
    }

    @Test func `random bytes are never the same`() {
        let secrets = (0..<100).map { _ in bytes(Secret.random(count: 32)) }
        #expect(Set(secrets).count == 100)
        #expect(secrets.allSatisfy { $0.count == 32 })
        let identifiers = (0..<100).map { _ in randomBytes(count: 10) }
        #expect(Set(identifiers).count == 100)
        #expect(identifiers.allSatisfy { $0.count == 10 })
    }
}
