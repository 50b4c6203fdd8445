// SPDX-License-Identifier: Apache-2.0
import Cloud
import Foundation
import JSON
import Posix
import Sealing
import TestSupport
import Testing

@testable import Snapshot

/// The memory of a snapshot that is not closed.
struct SnapshotJournalTests {
    private let directory: TemporaryDirectory
    private let ring = KeyRing(primary: FernetKey.random(id: "k1"), others: [])
    private let snapshot = SnapshotID("01ARZ3NDEKTSV4RRFFQ69G5FAV")!

    private var path: String { "\(directory.path)/journal" }
    private var header: JournalHeader {
        JournalHeader(
            snapshot: snapshot, agentVersion: "1.2.3", startedAt: "2023-11-14T22:13:20Z", configurationDigest: "c0",
            catalogueDigests: ["ca", "added"])
    }

    init() throws { directory = try TemporaryDirectory() }

    private func write() throws {
        let journal = try SnapshotJournal.create(path, header, key: ring.primary, clock: HeldWallClock(1_700_000_000))
        let manifest = SampleManifest.known
        try journal.note(manifest.sessions)
        #expect(!journal.hasUnits)
        try journal.note(manifest.units[0], cursor: ["NextToken": "secret-of-the-estate"])
        try journal.note(manifest.units[1], cursor: nil)
        #expect(journal.hasUnits)
    }

    private func reopened(_ header: JournalHeader? = nil, _ ring: KeyRing? = nil) throws -> JournaledSnapshot {
        try patiently(header, ring).1
    }

    /// Children of other tests hold every lock of this process between their fork and their exec.
    private func patiently(
        _ header: JournalHeader? = nil, _ ring: KeyRing? = nil
    ) throws -> (SnapshotJournal, JournaledSnapshot) {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try open(header, ring)
            } catch JournalError.inUse where ContinuousClock.now < deadline {
                continue
            }
        }
    }

    private func open(
        _ header: JournalHeader? = nil, _ ring: KeyRing? = nil
    ) throws -> (SnapshotJournal, JournaledSnapshot) {
        try SnapshotJournal.reopen(
            path, expecting: header ?? self.header, ring: ring ?? self.ring, clock: HeldWallClock(1_700_000_100))
    }

    @Test func `what was noted is found, as often as it is gone on with`() throws {
        try write()
        for resumptions in 0..<3 {
            let journaled = try reopened()
            #expect(journaled.header == header && journaled.key.id == "k1")
            #expect(journaled.sessions == SampleManifest.known.sessions)
            #expect(journaled.units.count == 2 && journaled.resumptions == resumptions)
            for unit in SampleManifest.known.units {
                let found = try #require(journaled.units[unit.unit.path])
                #expect(found.unit == unit)
                #expect((found.cursor == nil) == (unit == SampleManifest.known.units[1]))
            }
        }
    }

    @Test func `the last word on a unit counts`() throws {
        let unit = SampleManifest.known.units[0]
        do {
            let journal = try SnapshotJournal.create(path, header, key: ring.primary, clock: HeldWallClock(0))
            try journal.note(unit, cursor: "a")
            try journal.note(unit, cursor: "b")
        }
        #expect(try reopened().units[unit.unit.path]?.cursor == "b")
    }

    @Test func `a journal that was cut off anywhere is one that ends with its last whole line`() throws {
        try write()
        let whole = try FileDescriptor.contents(of: path)
        let lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let two = lines[0].count + 1 + lines[1].count + 1
        for size in stride(from: two, to: whole.count, by: 7) {
            try directory.write("journal", String(decoding: whole[..<size], as: UTF8.self))
            let journaled = try reopened()
            let isThere = size >= two + lines[2].count + 1 + lines[3].count + 1
            #expect(journaled.units.isEmpty != isThere, "\(size)")
            // What was cut off is gone, and what is written now stands on a line of its own.
            #expect(try reopened().resumptions == 1)
        }
    }

    @Test func `a changed byte is found, and nothing in it can be read`() throws {
        try write()
        let whole = try FileDescriptor.contents(of: path)
        #expect(!String(decoding: whole, as: UTF8.self).contains("secret"))
        let start = try #require(whole.firstIndex(of: 0x0A)) + 1
        for index in stride(from: start, to: whole.count, by: 31) where whole[index] != 0x0A {
            var changed = whole
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            try directory.write("journal", String(decoding: changed, as: UTF8.self))
            // The last character of a token may have bits that mean nothing.
            if changed[index + 1] == UInt8(ascii: "=") { continue }
            #expect(throws: JournalError.self, "\(index)") { try reopened() }
        }
    }

    @Test func `another configuration, catalogue, version, key or snapshot is refused, and so are two at once`() throws
    {
        try write()
        func other(
            configuration: String = "c0", catalogues: [String] = ["ca", "added"], version: String = "1.2.3"
        ) -> JournalHeader {
            JournalHeader(
                snapshot: snapshot, agentVersion: version, startedAt: "", configurationDigest: configuration,
                catalogueDigests: catalogues)
        }
        for (header, what) in [
            (other(configuration: "c1"), "configuration"), (other(catalogues: ["ca"]), "catalogue"),
            (other(version: "1.2.4"), "version"),
        ] {
            #expect(throws: JournalError.changed(path: path, what: what)) { try reopened(header) }
        }
        let sharded = JournalHeader(
            snapshot: snapshot, agentVersion: "1.2.3", startedAt: "", configurationDigest: "c0",
            catalogueDigests: ["ca", "added"], shard: Shard(index: 1, count: 2))
        #expect(throws: JournalError.changed(path: path, what: "shard")) { try reopened(sharded) }
        #expect(throws: JournalError.unknownKey(id: "k1")) {
            try reopened(nil, KeyRing(primary: .random(id: "k2"), others: []))
        }
        #expect(throws: JournalError.damaged(path: path, line: 2)) {
            try reopened(nil, KeyRing(primary: .random(id: "k1"), others: []))
        }
        let journal = try patiently().0
        #expect(throws: JournalError.inUse(path: path)) { try open() }
        try journal.remove()
        #expect(throws: JournalError.missing(path: path)) { try reopened() }
    }
}
