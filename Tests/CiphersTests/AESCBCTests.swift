// SPDX-License-Identifier: Apache-2.0
import Ciphers
import TestSupport
import Testing

struct AESCBCTests {
    private func encrypt(
        _ plaintext: [UInt8], key: [UInt8], iv: [UInt8], behind start: [UInt8] = []
    ) throws(CipherError) -> [UInt8] {
        var cipher = try AESCBC(key: secret(key))
        var output = start
        try cipher.encrypt(plaintext.span, iv: iv.span, appendingTo: &output)
        return output
    }

    private func decrypt(_ ciphertext: [UInt8], key: [UInt8], iv: [UInt8]) throws(CipherError) -> [UInt8] {
        var cipher = try AESCBC(key: secret(key))
        return bytes(try cipher.decrypt(ciphertext.span, iv: iv.span))
    }

    @Test(arguments: try Wycheproof.vectors("aes_cbc_pkcs5"))
    func `Wycheproof's vectors hold`(vector: Wycheproof) throws {
        let (key, iv) = (try vector.bytes("key"), try vector.bytes("iv"))
        let (message, ciphertext) = (try vector.bytes("msg"), try vector.bytes("ct"))
        if vector.isValid {
            #expect(try encrypt(message, key: key, iv: iv) == ciphertext)
            #expect(try decrypt(ciphertext, key: key, iv: iv) == message)
        } else {
            #expect(throws: CipherError.padding) { try decrypt(ciphertext, key: key, iv: iv) }
        }
    }

    private let key = Array(1...16 as ClosedRange<UInt8>)
    private let iv = Array(17...32 as ClosedRange<UInt8>)

    @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 1000, 65536])
    func `what is encrypted is decrypted`(count: Int) throws {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let ciphertext = try encrypt(plaintext, key: key, iv: iv)
        #expect(ciphertext.count == AESCBC.paddedCount(count))
        #expect(try decrypt(ciphertext, key: key, iv: iv) == plaintext)
    }

    @Test(arguments: [(0, 16), (1, 16), (15, 16), (16, 32), (17, 32), (31, 32), (32, 48)])
    func `there is always padding`(count: Int, padded: Int) {
        #expect(AESCBC.paddedCount(count) == padded)
    }

    @Test func `the ciphertext comes behind what is there`() throws {
        let alone = try encrypt([1, 2, 3], key: key, iv: iv)
        #expect(try encrypt([1, 2, 3], key: key, iv: iv, behind: [9, 8]) == [9, 8] + alone)
    }

    @Test(arguments: [0, 1, 15, 17, 31, 33])
    func `anything but whole blocks is refused`(count: Int) {
        #expect(throws: CipherError.padding) {
            try decrypt([UInt8](repeating: 7, count: count), key: key, iv: iv)
        }
    }

    @Test func `one cipher goes on after a failure and in both directions`() throws {
        var cipher = try AESCBC(key: secret(key))
        var first: [UInt8] = []
        var second: [UInt8] = []
        try cipher.encrypt([1, 2, 3].span, iv: iv.span, appendingTo: &first)
        var failure: CipherError?
        do throws(CipherError) { _ = try cipher.decrypt(iv.span, iv: iv.span) } catch { failure = error }
        try cipher.encrypt([1, 2, 3].span, iv: iv.span, appendingTo: &second)
        let opened = bytes(try cipher.decrypt(second.span, iv: iv.span))
        #expect(failure == .padding)
        #expect(first == second)
        #expect(opened == [1, 2, 3])
    }
}
