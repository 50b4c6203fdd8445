// SPDX-License-Identifier: Apache-2.0
import Ciphers
import TestSupport
import Testing

struct HKDFTests {
    private func derive(
        _ key: [UInt8], salt: [UInt8] = [], info: [UInt8] = [], count: Int = 32
    ) throws(CipherError) -> [UInt8] {
        bytes(try HKDF.derive(from: secret(key), salt: salt, info: info, count: count))
    }

    @Test(arguments: try Wycheproof.vectors("hkdf_sha256"))
    func `Wycheproof's vectors hold`(vector: Wycheproof) throws {
        let (key, size) = (try vector.bytes("ikm"), try vector.number("size"))
        let (salt, info) = (try vector.bytes("salt"), try vector.bytes("info"))
        if vector.isValid {
            #expect(try derive(key, salt: salt, info: info, count: size) == vector.bytes("okm"))
        } else {
            #expect(throws: CipherError.self) { try derive(key, salt: salt, info: info, count: size) }
        }
    }

    @Test func `the longest key is 255 digests long`() throws {
        let longest = try derive([1], count: 255 * 32)
        #expect(longest.count == 8160)
        #expect(try derive([1], count: 100) == Array(longest.prefix(100)))
        #expect(throws: CipherError.self) { try derive([1], count: 255 * 32 + 1) }
    }

    @Test func `key, salt and info each matter`() throws {
        let derived = [
            try derive([1], salt: [2], info: [3]), try derive([9], salt: [2], info: [3]),
            try derive([1], salt: [9], info: [3]), try derive([1], salt: [2], info: [9]),
            try derive([1], salt: [2, 3], info: []), try derive([1], salt: [], info: [2, 3]),
        ]
        #expect(Set(derived).count == 6)
    }

    @Test func `the same question has the same answer`() throws {
        #expect(try derive([1], salt: [2], info: [3]) == derive([1], salt: [2], info: [3]))
    }
}
