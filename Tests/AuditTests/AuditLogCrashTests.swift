// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Testing

@testable import Audit

/// A run that ends in the middle: what it had announced is neither lost nor doubled.
struct AuditLogCrashTests {
    /// Entries that were sealed, and entries that wait for a seal.
    struct Growth: CustomTestStringConvertible {
        let sealed: Int
        let pending: Int

        var size: Int { sealed + pending }
        var testDescription: String { "\(sealed) + \(pending)" }
    }

    static let growths = [(0, 3), (0, 300), (5, 4), (255, 1), (256, 1), (250, 350)].map(Growth.init)

    @Test(arguments: growths)
    func `a seal that ends before any of its files is finished by the next run`(growth: Growth) throws {
        let before = try ScratchLog(sealed: growth.sealed, pending: growth.pending)
        for file in try Self.writtenBySeal(of: before).keys.sorted() {
            let scratch = try before.copy()
            try Self.failToSeal(scratch, before: file)
            #expect(throws: Never.self, "before \(file)") { try Self.finish(scratch, growth, "before \(file)") }
        }
    }

    /// The files that sealing a copy of the log writes, with their contents.
    private static func writtenBySeal(of scratch: ScratchLog) throws -> [String: [UInt8]] {
        let copy = try scratch.copy()
        try copy.seal()
        let before = try scratch.files()
        let written = try copy.files().filter { before[$0.key] != $0.value }
        // At least a bundle, a tile, the checkpoint and the journal that follows.
        try #require(written["checkpoint"] != nil && written.count >= 4)
        return written
    }

    /// A directory in the file's place lets everything happen that happens before the file is written.
    private static func failToSeal(_ scratch: ScratchLog, before file: String) throws {
        let full = "\(scratch.path)/\(file)"
        let blocker = file.hasPrefix("journal/") ? full : DurableFile.temporaryPath(for: full)
        let log = try scratch.openWithKey()
        try Directory.createWithParents(blocker)
        #expect("before \(file)") {
            try log.seal()
        } throws: { error in
            guard case .notDurable = error as? AuditError else { return false }
            return true
        }
        #expect(throws: AuditError.closed) { _ = try log.authorize(Probe.self, target: "x") }
        #expect(throws: AuditError.closed) { try log.conclude(Probe.self, target: "x", detail: [:]) }
        #expect(throws: AuditError.closed) { try log.seal() }
        try Directory.removeTree(blocker)
    }

    /// The checkpoint stands, and the crash came before all that was to be tidied up behind it.
    @Test(arguments: growths, [true, false])
    func `a seal that ends behind its checkpoint is finished by the next run`(growth: Growth, hasNew: Bool) throws {
        let scratch = try ScratchLog(sealed: growth.sealed, pending: growth.pending)
        let old = try scratch.files()
        try scratch.seal()
        try scratch.write(old.filter { $0.key.hasPrefix("journal/") || $0.key.contains(".p/") })
        if !hasNew { try scratch.remove("journal/\(growth.size)") }
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<growth.size))
        try Self.finish(scratch, growth, "behind the checkpoint")
        #expect(try scratch.files().keys.filter { $0.hasPrefix("journal/") } == ["journal/\(growth.size + 1)"])
    }

    @Test(arguments: growths.filter { $0.sealed > 0 })
    func `half-written files of an ended seal do no harm`(growth: Growth) throws {
        let scratch = try ScratchLog(sealed: growth.sealed, pending: growth.pending)
        for (name, bytes) in try Self.writtenBySeal(of: scratch) where !name.hasPrefix("journal/") {
            try scratch.write(Array(bytes.dropLast(7)), to: DurableFile.temporaryPath(for: name))
            if name != "checkpoint" { try scratch.write(bytes, to: name) }
        }
        #expect(try scratch.verify().unsignedEntries == growth.pending)
        try Self.finish(scratch, growth, "with half-written files")
        #expect(try scratch.files().keys.filter { $0.hasSuffix(".tmp") }.isEmpty)
    }

    /// The next run: it opens the log, finishes the seal and goes on.
    private static func finish(_ scratch: ScratchLog, _ growth: Growth, _ when: String) throws {
        #expect(try scratch.seal()?.size == UInt64(growth.size), "\(when)")
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<growth.size), "\(when)")
        #expect(try scratch.seal(adding: 1)?.size == UInt64(growth.size + 1), "\(when)")
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<growth.size + 1), "\(when)")
    }

    @Test(arguments: [0, 300])
    func `an entry that was cut off is removed, and the log says so`(sealed: Int) throws {
        let scratch = try ScratchLog(sealed: sealed, pending: 3)
        let path = "journal/\(sealed)"
        let whole = try scratch.contents(path)
        let last = ScratchLog.entries(sealed + 2..<sealed + 3)[0]
        for cut in [1, last.count, last.count + 1, last.count + 35] {
            try scratch.write(Array(whole.dropLast(cut)), to: path)
            let torn = 36 + last.count - cut
            let log = try scratch.open()
            #expect(try log.authorize(Probe.self, target: "next").index == UInt64(sealed + 3))
            let journal = try AuditJournal.contents(of: scratch.contents(path))
            #expect(
                journal.entries == ScratchLog.entries(sealed..<sealed + 2) + [
                    ScratchLog.recovery(droppedBytes: torn),
                    ScratchLog.entry(target: "next"),
                ])
            #expect(journal.tornCount == 0)
        }
    }
}
