// SPDX-License-Identifier: Apache-2.0
import Secrets
import TestSupport
import Testing

struct PublicKeyTests {
    private let message = Array("the head of the tree".utf8)
    private let signed: SigningKeyTests.Signed

    init() throws {
        signed = try #require(SigningKeyTests.Signed(seed: Array(0..<32), Array("the head of the tree".utf8)))
    }

    private func verifies(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        signed.publicKey.verifies(signature, of: message.span)
    }

    @Test func `a signature holds for its message`() {
        #expect(verifies(signed.signature, message))
    }

    @Test func `each bit of the signature matters`() {
        for bit in 0..<512 {
            var changed = signed.signature
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!verifies(changed, message))
        }
    }

    @Test func `each bit of the message matters`() {
        for bit in 0..<message.count * 8 {
            var changed = message
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!verifies(signed.signature, changed))
        }
    }

    @Test func `a message has one end`() {
        #expect(!verifies(signed.signature, message + [0]))
        #expect(!verifies(signed.signature, Array(message.dropLast())))
        #expect(!verifies(signed.signature, []))
    }

    @Test(arguments: [0, 1, 63, 65, 128])
    func `a signature has 64 bytes`(count: Int) {
        let bytes = signed.signature + signed.signature
        #expect(!verifies(Array(bytes.prefix(count)), message))
    }

    @Test func `another key's signature does not hold`() throws {
        let other = try #require(SigningKeyTests.Signed(seed: Array(1..<33), message))
        #expect(other.publicKey != signed.publicKey)
        #expect(!verifies(other.signature, message))
    }

    @Test func `a signature with the group's order added is refused`() {
        // RFC 8032 §5.1.7: S must be below the order, or each signature would have a twin.
        let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var twin = signed.signature
        var carry: UInt16 = 0
        for index in 0..<32 {
            let sum = UInt16(twin[32 + index]) + UInt16(order[index]) + carry
            twin[32 + index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        #expect(!verifies(twin, message))
    }

    @Test func `a key of small order verifies nothing`() throws {
        // The neutral element: S = 0 and R = 1 would fit any message.
        let neutral = [1] + [UInt8](repeating: 0, count: 31)
        let key = try #require(PublicKey(neutral))
        let isVerified = key.verifies(neutral + [UInt8](repeating: 0, count: 32), of: message.span)
        #expect(!isVerified)
    }
}
