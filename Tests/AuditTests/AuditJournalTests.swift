// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

@testable import Audit

struct AuditJournalTests {
    private static let entries = (0..<3).map { KnownLog.entry($0) }
    /// The bytes of a journal of three entries, as the journal itself wrote them.
    private let bytes: [UInt8]
    private static let frameCount = 4 + 32 + 7

    init() throws {
        let directory = try TemporaryDirectory()
        var journal = try AuditJournal.open(path: "\(directory.path)/0", size: 0)
        for entry in Self.entries { try journal.append(entry) }
        bytes = try FileDescriptor.contents(of: "\(directory.path)/0")
        try #require(journal.size == bytes.count)
    }

    @Test func `a frame is length, leaf hash and entry`() {
        var frames: [UInt8] = []
        for entry in Self.entries { frames += [0, 0, 0, UInt8(entry.count)] + MerkleHash.leaf(entry).bytes + entry }
        #expect(bytes == frames)
        #expect(bytes.count == 3 * Self.frameCount)
    }

    @Test func `a whole journal reads back`() throws {
        let expected = AuditJournal.Contents(entries: Self.entries, soundCount: bytes.count, tornCount: 0)
        #expect(try AuditJournal.contents(of: bytes) == expected)
    }

    @Test func `a journal cut off anywhere keeps the entries before the cut`() throws {
        for cut in 0...bytes.count {
            let whole = cut / Self.frameCount
            let expected = AuditJournal.Contents(
                entries: Array(Self.entries.prefix(whole)), soundCount: whole * Self.frameCount,
                tornCount: cut % Self.frameCount)
            #expect(try AuditJournal.contents(of: Array(bytes.prefix(cut))) == expected, "\(cut) bytes")
        }
    }

    @Test(arguments: [1, 3, 4, 35, 36, 37, 43, 512, 4096])
    func `zeros behind the last frame are a torn tail`(count: Int) throws {
        let expected = AuditJournal.Contents(entries: Self.entries, soundCount: bytes.count, tornCount: count)
        #expect(try AuditJournal.contents(of: bytes + [UInt8](repeating: 0, count: count)) == expected)
    }

    @Test func `a last frame that ends in zeros is a torn tail`() throws {
        let sound = 2 * Self.frameCount
        let expected = AuditJournal.Contents(
            entries: Array(Self.entries.prefix(2)), soundCount: sound, tornCount: Self.frameCount)
        for count in 1...Self.frameCount {
            let torn = bytes.dropLast(count) + [UInt8](repeating: 0, count: count)
            #expect(try AuditJournal.contents(of: Array(torn)) == expected, "\(count) zeros")
        }
    }

    @Test func `a flipped bit of a hash or an entry that is not the last is found`() {
        for index in 0..<2 * Self.frameCount where index % Self.frameCount >= 4 {
            for bit in 0..<8 {
                #expect(throws: TamperEvidence.hashMismatch, "bit \(bit) of byte \(index)") {
                    try AuditJournal.contents(of: flipped(index, bit))
                }
            }
        }
    }

    @Test func `a flipped bit of a length that is not the last is found`() {
        for index in 0..<2 * Self.frameCount where index % Self.frameCount < 4 {
            for bit in 0..<8 {
                #expect(throws: TamperEvidence.self, "bit \(bit) of byte \(index)") {
                    try AuditJournal.contents(of: flipped(index, bit))
                }
            }
        }
    }

    @Test func `a length beyond that of any entry is no torn tail`() {
        for length in [[0, 1, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]] {
            let frame = length + [UInt8](repeating: 1, count: 40)
            #expect(throws: TamperEvidence.malformed) { try AuditJournal.contents(of: bytes + frame) }
        }
    }

    @Test func `opening a journal cuts off what is torn`() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/0"
        try DurableFile.write(Array(bytes.dropLast()).span, to: path)
        var journal = try AuditJournal.open(path: path, size: 2 * Self.frameCount)
        #expect(try FileDescriptor.contents(of: path) == Array(bytes.prefix(2 * Self.frameCount)))
        try journal.append(Self.entries[2])
        #expect(try FileDescriptor.contents(of: path) == bytes)
    }

    private func flipped(_ index: Int, _ bit: Int) -> [UInt8] {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        return changed
    }
}
