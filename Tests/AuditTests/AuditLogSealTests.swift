// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Secrets
import TestSupport
import Testing

@testable import Audit

struct AuditLogSealTests {
    /// How many entries each round adds before it seals.
    static let rounds = [
        [1], [100, 155], [255, 0, 1], [256], [1, 255, 1], [257], [7, 249, 0, 44, 300], [512, 88],
    ]

    @Test(arguments: rounds)
    func `a log that grows in rounds is whole after each`(rounds: [Int]) async throws {
        let scratch = try ScratchLog()
        var size = 0
        for count in rounds {
            size += count
            let checkpoint = try #require(try scratch.seal(adding: count))
            #expect(checkpoint.size == UInt64(size))
            #expect(try scratch.verify().checkpoint == checkpoint)
            #expect(try scratch.verify().unsignedEntries == 0)
        }
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<size))
        try await Self.askPython(scratch, size: size)
    }

    /// It shares no code with this program.
    private static func askPython(_ scratch: ScratchLog, size: Int) async throws {
        let answer = try await Oracle.ask(
            "transparency",
            question: ["directory": .string(scratch.path), "verifier_key": .string(KnownLog.verifierKey)])
        let root = try scratch.verify().checkpoint.root
        #expect(answer["problems"]?.array == [])
        #expect(answer["signature_valid"]?.bool == true)
        #expect(answer["origin"]?.string == KnownLog.name)
        #expect(answer["size"]?.integer == size)
        #expect(answer["root"]?.string == Base64.standard.string(root.bytes))
        let entries = ScratchLog.entries(0..<size).map { String(decoding: $0, as: UTF8.self) }
        #expect(answer["entries"] == JSONValue(strings: entries))
    }

    @Test(arguments: rounds)
    func `nothing but the layout is left`(rounds: [Int]) throws {
        let scratch = try ScratchLog()
        for count in rounds { try scratch.seal(adding: count) }
        let size = UInt64(rounds.reduce(0, +))
        let kinds = (0..<Tile.levels(size: size)).map { Tile.Kind.hashes(level: $0) } + [.entries]
        let tiles = kinds.flatMap { Tile.all($0, size: size).map(\.path) }
        #expect(try Set(scratch.files().keys) == Set(tiles + ["checkpoint", "lock", "journal/\(size)"]))
        #expect(try scratch.contents("journal/\(size)").isEmpty)
    }

    @Test func `rounds do not show in the files`() throws {
        let once = try ScratchLog(sealed: 300)
        let often = try ScratchLog()
        for count in [1, 254, 1, 44] { try often.seal(adding: count) }
        #expect(try once.files() == often.files())
    }

    @Test func `a log without entries is left without a checkpoint`() throws {
        let scratch = try ScratchLog()
        #expect(try scratch.seal() == Checkpoint(origin: KnownLog.name, size: 0, root: .empty))
        #expect(try scratch.files().keys.sorted() == ["journal/0", "lock"])
        #expect(throws: AuditError.neverSigned) { try scratch.verify() }
    }

    @Test func `sealing again changes nothing`() throws {
        let scratch = try ScratchLog(sealed: 5)
        let before = try scratch.files()
        #expect(try scratch.seal()?.size == 5)
        #expect(try scratch.files() == before)
    }

    @Test func `without a key nothing is sealed and nothing is lost`() throws {
        let scratch = try ScratchLog(sealed: 2)
        let log = try scratch.open()
        try log.announce(2..<5)
        #expect(try log.seal() == nil)
        #expect(try scratch.verify().unsignedEntries == 3)
        try log.adopt(KnownLog.signer())
        #expect(try log.seal()?.size == 5)
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<5))
    }

    @Test func `one run may seal many times`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.openWithKey()
        for number in 0..<260 {
            try log.announce(number..<number + 1)
            if number % 20 == 19 { #expect(try log.seal()?.size == UInt64(number + 1)) }
        }
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<260))
    }

    /// A run of very many accounts, cut off before its end.
    @Test func `a journal larger than any other file is gone on with`() throws {
        let scratch = try ScratchLog()
        let detail: JSONObject = ["permissions": .string(String(repeating: "p", count: 60_000))]
        let count = 1_150
        do {
            let log = try scratch.openWithKey()
            for number in 0..<count { _ = try log.authorize(Probe.self, target: String(number), detail: detail) }
        }
        let log = try scratch.openWithKey()
        try log.seal()
        #expect(try scratch.verifiedEntries().count == count)
    }
}
