// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Secrets
import Testing

struct FernetTests {
    private let key: FernetKey

    init() throws { key = try SealingTests.key(specificationKey) }

    @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 1000, 65000])
    func `what is sealed is opened`(count: Int) throws {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 3) }
        let token = try key.encrypt(plaintext, at: 1_795_424_400)
        #expect(try key.decrypt(token) == plaintext)
        #expect(try key.timestamp(of: token) == 1_795_424_400)
    }

    @Test func `a token has the layout of the specification`() throws {
        let token = try key.encrypt([1, 2, 3], at: 0x0102_0304_0506_0708)
        #expect(token.allSatisfy { $0 != 0x0A && $0 < 0x80 })
        let body = try body(of: token)
        #expect(Array(body.prefix(9)) == [0x80, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(body.count == 1 + 8 + 16 + 16)
        #expect(try forged(body, with: key) == token)
    }

    @Test func `ten thousand tokens have as many initialisation vectors`() throws {
        var fernet = try key.fernet()
        let nothing: [UInt8] = []
        var vectors = Set<[UInt8]>()
        for _ in 0..<10_000 {
            let token = try fernet.encrypt(nothing.span, at: Timestamp(seconds: 0))
            // The characters 12..<32 are the bytes 9..<24, the vector but for its last byte.
            vectors.insert(Array(token[12..<32]))
        }
        #expect(vectors.count == 10_000)
    }

    @Test(arguments: [0, 1, 0x7F, 0x81, 0xFF] as [UInt8])
    func `another version is refused, authentic or not`(version: UInt8) throws {
        var body = try body(of: try key.encrypt([1], at: 0))
        body[0] = version
        let token = try forged(body, with: key)
        #expect(throws: FernetError.malformed) { try key.decrypt(token) }
    }

    @Test(arguments: [0, 1, 8, 24, 25, 26, 40, 42, 56, 58])
    func `a body without whole blocks is refused, authentic or not`(count: Int) throws {
        let long = try body(of: try key.encrypt([UInt8](repeating: 1, count: 40), at: 0))
        let token = try forged(Array(long.prefix(count)), with: key)
        #expect(throws: FernetError.malformed) { try key.decrypt(token) }
    }

    @Test func `a time beyond all times is refused, authentic or not`() throws {
        var body = try body(of: try key.encrypt([1], at: 0))
        body.replaceSubrange(1...8, with: [0x80, 0, 0, 0, 0, 0, 0, 0])
        let token = try forged(body, with: key)
        #expect(throws: FernetError.malformed) { try key.decrypt(token) }
        #expect(throws: FernetError.malformed) { try key.timestamp(of: token) }
    }

    @Test func `another key opens nothing and tells no time`() throws {
        let token = try key.encrypt([1, 2, 3], at: 0)
        let other = FernetKey.random(id: "k")
        #expect(throws: FernetError.notAuthentic) { try other.decrypt(token) }
        #expect(throws: FernetError.notAuthentic) { try other.timestamp(of: token) }
    }

    @Test func `half of a key is not enough`() throws {
        let halves = try #require(Base64.url.decode(specificationKey))
        let signing = Base64.url.string(Array(halves.prefix(16)) + [UInt8](repeating: 0, count: 16))
        let encryption = Base64.url.string([UInt8](repeating: 0, count: 16) + Array(halves.suffix(16)))
        let token = try key.encrypt(Array("a plaintext of more than one block".utf8), at: 0)
        #expect(throws: FernetError.notAuthentic) { try SealingTests.key(encryption).decrypt(token) }
        // With the signing key alone the padding is wrong but for one time in 256; the plaintext always.
        let opened = try? SealingTests.key(signing).decrypt(token)
        #expect(opened != Array("a plaintext of more than one block".utf8))
    }
}
