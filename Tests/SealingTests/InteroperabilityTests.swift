// SPDX-License-Identifier: Apache-2.0
import JSON
import Sealing
import Secrets
import TestSupport
import Testing

/// Python's `cryptography` and this code read each other.
struct InteroperabilityTests {
    private static let sizes = [0, 1, 15, 16, 17, 1000, 65000]
    private let key = FernetKey.random(id: "k")

    private func plaintext(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 5) } }

    private func ask(_ command: String, _ question: JSONValue) async throws -> JSONValue {
        try await Oracle.ask("fernet", [command], question: question)
    }

    private func string(_ token: [UInt8]) -> JSONValue { .string(String(decoding: token, as: UTF8.self)) }

    @Test(arguments: sizes)
    func `Python opens what is sealed here`(count: Int) async throws {
        let token = try key.encrypt(plaintext(count), at: 1_795_424_400)
        let answer = try await ask("decrypt", ["key": .string(text(of: key)), "token": string(token)])
        #expect(answer["plaintext"]?.string == Base64.standard.string(plaintext(count)))
    }

    @Test(arguments: sizes)
    func `what Python seals is opened here`(count: Int) async throws {
        let question: JSONValue = [
            "key": .string(text(of: key)), "plaintext": .string(Base64.standard.string(plaintext(count))),
        ]
        let token = try #require(try await ask("encrypt", question)["token"]?.string)
        #expect(try key.decrypt(Array(token.utf8)) == plaintext(count))
    }

    @Test func `Python derives the same snapshot keys`() async throws {
        let derived = try key.derived(forSnapshot: "20261123T090000Z-0123456789abcdef")
        let tokens = try Self.sizes.map { string(try derived.encrypt(plaintext($0), at: 1)) }
        let answer = try await ask(
            "derive-and-decrypt",
            [
                "master_key": .string(text(of: key)), "snapshot_id": "20261123T090000Z-0123456789abcdef",
                "tokens": .array(tokens),
            ])
        #expect(
            answer["plaintexts"]?.array?.map(\.string) == Self.sizes.map { Base64.standard.string(plaintext($0)) })
    }

    @Test func `both rotate to the same timestamp and plaintext`() async throws {
        let ring = KeyRing(primary: .random(id: "new"), others: [key])
        let token = try key.encrypt([1, 2, 3], at: 1_795_424_400)
        let keys = JSONValue.array(ring.keys.map { .string(text(of: $0)) })
        let theirs = try #require(try await ask("rotate", ["keys": keys, "token": string(token)])["token"]?.string)
        for rotated in [Array(theirs.utf8), try ring.rotate(token)] {
            #expect(try ring.primary.decrypt(rotated) == [1, 2, 3])
            #expect(try ring.primary.timestamp(of: rotated) == 1_795_424_400)
        }
    }

    @Test func `Python refuses what another key sealed`() async throws {
        let token = try FernetKey.random(id: "k").encrypt([1], at: 1)
        let failure = await #expect(throws: Oracle.Failed.self) {
            try await ask("decrypt", ["key": .string(text(of: key)), "token": string(token)])
        }
        // Status 1 and no traceback: the answer was that the token is invalid.
        #expect(failure?.description.contains("Traceback") == false)
    }
}
