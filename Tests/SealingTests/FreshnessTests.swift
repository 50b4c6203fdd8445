// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Testing

struct FreshnessTests {
    private static let made: Int64 = 1_795_424_400

    private func open(_ freshness: Fernet.Freshness, madeAt time: Int64 = made) throws -> [UInt8] {
        let key = try key(specificationKey)
        return try key.decrypt(try key.encrypt([7], at: time), freshness)
    }

    @Test(
        arguments: [
            (60, 0), (60, 1), (60, 59), (60, 60), (0, 0), (1, 1), (3600, 3600), (60, -1), (60, -59), (60, -60),
            (0, -60),
            (1_000_000_000, 900_000_000),
        ] as [(Int64, Int64)])
    func `a token is fresh up to its age and a minute ahead`(seconds: Int64, age: Int64) throws {
        #expect(try open(.within(seconds: seconds, at: Timestamp(seconds: Self.made + age))) == [7])
    }

    @Test(arguments: [(60, 61), (0, 1), (3600, 3601), (60, 1_000_000_000)] as [(Int64, Int64)])
    func `one second older it is expired`(seconds: Int64, age: Int64) {
        #expect(throws: FernetError.expired) {
            try open(.within(seconds: seconds, at: Timestamp(seconds: Self.made + age)))
        }
    }

    @Test(arguments: [(60, -61), (0, -61), (3600, -62), (60, -1_000_000_000)] as [(Int64, Int64)])
    func `more than a minute ahead it is from the future`(seconds: Int64, age: Int64) {
        #expect(throws: FernetError.fromTheFuture) {
            try open(.within(seconds: seconds, at: Timestamp(seconds: Self.made + age)))
        }
    }

    @Test(arguments: [0, 1, made, Int64.max])
    func `of any age a token is opened whenever it was made`(time: Int64) throws {
        #expect(try open(.anyAge, madeAt: time) == [7])
    }

    @Test func `the last of all times is from the future, and no crash`() async {
        await #expect(processExitsWith: .success) {
            let key = try key(specificationKey)
            let token = try key.encrypt([7], at: .max)
            #expect(throws: FernetError.fromTheFuture) {
                try key.decrypt(token, .within(seconds: 60, at: Timestamp(seconds: 1_795_424_400)))
            }
        }
    }

    @Test func `authenticity comes before age`() throws {
        let token = try key(specificationKey).encrypt([7], at: 0)
        #expect(throws: FernetError.notAuthentic) {
            try FernetKey.random(id: "k").decrypt(token, .within(seconds: 60, at: Timestamp(seconds: Self.made)))
        }
    }

    @Test func `age comes before decryption`() throws {
        let key = try key(specificationKey)
        var body = try body(of: try key.encrypt([7], at: 0))
        // The last byte of the vector: the padding of the one block is wrong.
        body[24] ^= 0xFF
        let token = try forged(body, with: key)
        #expect(throws: FernetError.malformed) { try key.decrypt(token) }
        #expect(throws: FernetError.expired) {
            try key.decrypt(token, .within(seconds: 60, at: Timestamp(seconds: Self.made)))
        }
    }

    @Test func `a ring knows of age too`() throws {
        let ring = KeyRing(primary: .random(id: "new"), others: [try key(specificationKey)])
        let token = try key(specificationKey).encrypt([7], at: Self.made)
        #expect(try ring.decrypt(token, .within(seconds: 60, at: Timestamp(seconds: Self.made + 60))) == [7])
        #expect(throws: FernetError.expired) {
            try ring.decrypt(token, .within(seconds: 60, at: Timestamp(seconds: Self.made + 61)))
        }
    }
}
