// SPDX-License-Identifier: Apache-2.0
import Ciphers
import TestSupport
import Testing

struct HMACTests {
    private func code(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        HMAC(key: secret(key)).authenticate(message.span)
    }

    @Test(arguments: try Wycheproof.vectors("hmac_sha256"))
    func `Wycheproof's vectors hold`(vector: Wycheproof) throws {
        let code = code(key: try vector.bytes("key"), try vector.bytes("msg"))
        #expect(code.count == 32)
        let tag = try vector.bytes("tag")
        #expect(tag.count == (try vector.number("tagSize")) / 8)
        #expect((Array(code.prefix(tag.count)) == tag) == vector.isValid)
    }

    /// RFC 4231, with its keys beyond a block.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xCD, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `the RFC's answers hold`(key: [UInt8], message: [UInt8], expected: String) {
        #expect(Hex.string(code(key: key, message)) == expected)
    }

    /// Computed by Python's `hmac`; the key is 0, 1, 2 and so on.
    @Test(arguments: [
        (0, "eb08c1f56d5ddee07f7bdf80468083da06b64cf4fac64fe3a90883df5feacae4"),
        (1, "eb08c1f56d5ddee07f7bdf80468083da06b64cf4fac64fe3a90883df5feacae4"),
        (63, "b86ea50d9f23f008fd5904193ccdc892ff333e26cf44153a03dfae39c8d0eafb"),
        (64, "eb97f15211c02e38e3213edb045e8301601867c1cd49df01c687eb04f8909e98"),
        (65, "2d55f05a56fff8d5ba47a50eb1c006240377002f70e09d8862f8a5cb1c880e4a"),
        (127, "94fff8268d14589f63a8581ad268617f32817cccb506b63f258b0d658074c91f"),
        (128, "1f35d140ad4e844e42f6521610e2b89f4ef6da56d91965486875ff828970574f"),
        (1000, "6273c1264e8d71837ed052392739cf4a80bf68a9c9139c0229dfac94f072742c"),
    ])
    func `keys around the size of a block are taken`(count: Int, expected: String) {
        let key = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        #expect(Hex.string(code(key: key, Array("message".utf8))) == expected)
    }

    @Test(arguments: ["", "aws4_request", "20261123", String(repeating: "é", count: 100)])
    func `a derived key is the code of its text`(text: String) {
        let derived = HMAC(key: secret([1, 2, 3])).derive(text)
        #expect(bytes(derived) == code(key: [1, 2, 3], Array(text.utf8)))
    }

    @Test func `one key serves many messages`() {
        let hmac = HMAC(key: secret([1, 2, 3]))
        for text in ["", "a", "b", "a", String(repeating: "c", count: 500)] {
            let code = hmac.authenticate(text)
            #expect(code == self.code(key: [1, 2, 3], Array(text.utf8)))
        }
    }
}
