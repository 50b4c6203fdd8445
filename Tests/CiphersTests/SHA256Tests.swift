// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Testing

struct SHA256Tests {
    private static let answers = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
                + "nopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test(arguments: answers.indices)
    func `NIST's answers hold`(index: Int) {
        let (text, digest) = Self.answers[index]
        #expect(Hex.string(SHA256.hash(Array(text.utf8))) == digest)
    }

    @Test(arguments: [1, 3, 55, 56, 63, 64, 65, 127, 128, 1000])
    func `pieces are hashed like the whole`(size: Int) {
        let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 3) }
        var state = SHA256()
        for start in stride(from: 0, to: whole.count, by: size) {
            state.update(Array(whole[start..<min(start + size, whole.count)]).span)
        }
        state.update("")
        #expect(state.finalize() == SHA256.hash(whole))
    }

    @Test func `text is hashed as UTF-8`() {
        var state = SHA256()
        state.update("é")
        state.update("€")
        #expect(state.finalize() == SHA256.hash([0xC3, 0xA9, 0xE2, 0x82, 0xAC]))
    }

    @Test func `a copy goes its own way`() {
        var original = SHA256()
        original.update("ab")
        var copy = original.copy()
        original.update("c")
        copy.update("d")
        #expect(original.finalize() == SHA256.hash(Array("abc".utf8)))
        #expect(copy.finalize() == SHA256.hash(Array("abd".utf8)))
    }
}
