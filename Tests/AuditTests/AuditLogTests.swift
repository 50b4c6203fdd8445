// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Testing

@testable import Audit

/// Writing entries, before anything is sealed.
struct AuditLogTests {
    @Test func `what authorize has returned for is in the file`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.open()
        for number in 0..<3 {
            let index = try log.authorize(Probe.self, target: "\(number)").index
            #expect(index == UInt64(number))
            let journal = try AuditJournal.contents(of: scratch.contents("journal/0"))
            #expect(journal.entries == ScratchLog.entries(0..<number + 1))
            #expect(journal.tornCount == 0)
        }
        #expect(try scratch.files().keys.sorted() == ["journal/0", "lock"])
    }

    @Test func `an outcome is an entry with its detail`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.open()
        _ = try log.authorize(Probe.self, target: "a", detail: ["why": "test"])
        try log.conclude(Probe.self, target: "a", detail: ["result": "ok"])
        let journal = try AuditJournal.contents(of: scratch.contents("journal/0"))
        #expect(
            journal.entries == [
                ScratchLog.entry(target: "a", detail: ["why": "test"]),
                ScratchLog.entry(Probe.action, .outcome, target: "a", detail: ["result": "ok"]),
            ])
    }

    @Test func `entries of several tasks are all there`() async throws {
        let scratch = try ScratchLog()
        let log = try scratch.open()
        let indexes = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for number in 0..<40 { group.addTask { try log.authorize(Probe.self, target: "\(number)").index } }
            return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
        }
        #expect(indexes == Set(0..<40))
        let journal = try AuditJournal.contents(of: scratch.contents("journal/0"))
        #expect(Set(journal.entries) == Set(ScratchLog.entries(0..<40)))
        #expect(journal.entries.count == 40)
    }

    @Test func `a second writer is locked out for as long as the first lives`() throws {
        let scratch = try ScratchLog()
        do {
            let first = try scratch.open()
            #expect(throws: AuditError.locked(path: scratch.path)) { try scratch.openAtOnce() }
            withExtendedLifetime(first) {}
        }
        _ = try scratch.open()
    }

    @Test func `entries that were never sealed wait for the next run`() throws {
        let scratch = try ScratchLog()
        try scratch.open().announce(0..<3)
        let index = try scratch.open().authorize(Probe.self, target: "3").index
        #expect(index == 3)
        let log = try scratch.openWithKey()
        #expect(try log.seal()?.size == 4)
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<4))
    }

    @Test func `an entry too large is refused and harms nothing`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.openWithKey()
        let room = EntryBundle.maximumEntryCount - ScratchLog.entry(target: "").count
        #expect(throws: AuditError.entryTooLarge(bytes: EntryBundle.maximumEntryCount + 1)) {
            _ = try log.authorize(Probe.self, target: String(repeating: "x", count: room + 1))
        }
        #expect(try scratch.contents("journal/0").isEmpty)
        let largest = String(repeating: "x", count: room)
        _ = try log.authorize(Probe.self, target: largest)
        try log.seal()
        #expect(try scratch.verifiedEntries() == [ScratchLog.entry(target: largest)])
    }

    @Test func `a log below a file cannot be opened`() throws {
        let scratch = try ScratchLog()
        try Directory.createWithParents(Directory.parent(of: scratch.path))
        let nothing: [UInt8] = []
        try DurableFile.write(nothing.span, to: scratch.path)
        #expect {
            _ = try scratch.open()
        } throws: { error in
            guard case .notDurable(let cause) = error as? AuditError else { return false }
            return cause.call == "mkdir"
        }
    }

    @Test func `the key of another log is refused`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.open()
        #expect(throws: AuditError.wrongKey) { try log.adopt(KnownLog.otherSigner()) }
        #expect(throws: AuditError.noKey) { try log.sign("text\n") }
    }

    @Test func `the log signs with its key`() throws {
        let scratch = try ScratchLog()
        let log = try scratch.openWithKey()
        #expect(try log.sign(KnownLog.text).bytes == Array(KnownLog.note.utf8))
    }
}
