// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

@testable import Audit

/// A signed checkpoint that was kept elsewhere, and the log's directory afterwards.
struct AnchorTests {
    private func verifier(_ scratch: ScratchLog) -> LogVerifier {
        LogVerifier(directory: scratch.path, verifier: KnownLog.verifier)
    }

    @Test(arguments: [(1, 1), (1, 300), (255, 257), (256, 256), (256, 700), (300, 301)])
    func `a log goes on from what it was`(_ sizes: (first: Int, second: Int)) throws {
        let scratch = try ScratchLog(sealed: sizes.first)
        let anchor = try #require(try verifier(scratch).head())
        #expect(anchor.checkpoint.size == UInt64(sizes.first))
        try scratch.seal(adding: sizes.second - sizes.first)
        #expect(try verifier(scratch).follows(anchor.note) == anchor.checkpoint)
    }

    @Test func `an old copy of the directory is whole, signed, and found out`() throws {
        let scratch = try ScratchLog(sealed: 300)
        let old = try scratch.copy()
        try scratch.seal(adding: 3)
        let anchor = try #require(try verifier(scratch).head())
        _ = try old.verify()
        #expect(throws: AuditError.rolledBack(anchored: 303, size: 300)) { try verifier(old).follows(anchor.note) }
    }

    @Test func `a directory that is empty is an old copy too`() throws {
        let scratch = try ScratchLog(sealed: 3)
        let anchor = try #require(try verifier(scratch).head())
        let empty = try ScratchLog()
        _ = try empty.open()
        #expect(throws: AuditError.rolledBack(anchored: 3, size: 0)) { try verifier(empty).follows(anchor.note) }
    }

    @Test func `an old copy that was gone on with, with the log's own key, is found out`() throws {
        let scratch = try ScratchLog(sealed: 300)
        let old = try scratch.copy()
        try scratch.seal(adding: 3)
        let anchor = try #require(try verifier(scratch).head())
        try old.openWithKey().announceOthers(50)
        _ = try old.seal()
        _ = try old.verify()
        #expect(throws: AuditError.forked(anchored: 303)) { try verifier(old).follows(anchor.note) }
    }

    /// An open log is what it was opened as: an old copy that is made to look like the newest one meanwhile proves nothing.
    @Test func `files that are exchanged behind a writer's back prove nothing for it`() throws {
        let newest = try ScratchLog(sealed: 300)
        let old = try newest.copy()
        try newest.seal(adding: 3)
        let anchor = try #require(try verifier(newest).head())
        let log = try old.openWithKey()
        try log.announce(0..<50)
        try old.write(try newest.files().filter { $0.key == "checkpoint" || $0.key.hasPrefix("tile/") })
        // Whoever reads the files is content.
        #expect(try verifier(old).follows(anchor.note).size == 303)
        #expect(throws: AuditError.rolledBack(anchored: 303, size: 300)) { try log.follows(anchor.note) }
        _ = try log.seal()
        #expect(throws: AuditError.forked(anchored: 303)) { try log.follows(anchor.note) }
    }

    @Test func `what a writer has signed is its head, whatever lies in its directory`() throws {
        let scratch = try ScratchLog(sealed: 3)
        let log = try scratch.openWithKey()
        #expect(try verifier(scratch).head() == log.head)
        try log.announce(3..<5)
        #expect(log.head?.checkpoint.size == 3)
        try log.seal()
        let head = try #require(log.head)
        #expect(head.checkpoint.size == 5)
        #expect(try scratch.contents("checkpoint") == head.note)
        try scratch.remove("checkpoint")
        #expect(log.head == head)
    }

    @Test func `without its key a log signs nothing any more`() throws {
        let scratch = try ScratchLog(sealed: 3)
        let log = try scratch.openWithKey()
        try log.announce(3..<5)
        log.dropKey()
        #expect(try log.seal() == nil)
        #expect(try verifier(scratch).checkpoint().size == 3)
    }

    @Test func `a tile that was changed is no other log`() throws {
        let scratch = try ScratchLog(sealed: 254)
        let anchor = try #require(try verifier(scratch).head())
        try scratch.seal(adding: 46)
        try scratch.changing("tile/0/000") {
            $0[0] ^= 1
        } while: {
            #expect(throws: AuditError.tampered(path: "tile/0/000", .hashMismatch)) {
                try verifier(scratch).follows(anchor.note)
            }
        }
    }

    @Test func `a pipe in the record's place is nothing that is waited for`() throws {
        let scratch = try ScratchLog(sealed: 1)
        #expect(unsafe mkfifo("\(scratch.path)/anchored", 0o600) == 0)
        #expect(AnchorRecord.read(of: scratch.path) == nil)
    }

    @Test func `what is no checkpoint of this log is refused`() throws {
        let scratch = try ScratchLog(sealed: 3)
        let head = try #require(try verifier(scratch).head())
        let other = Checkpoint(origin: KnownLog.name, size: 3, root: head.checkpoint.root)
        let strange = Checkpoint(origin: "elsewhere", size: 3, root: head.checkpoint.root)
        let smaller = SignedNote(
            text: head.checkpoint.text.replacing("\n3\n", with: "\n2\n"),
            signatures: KnownLog.signer().sign(head.checkpoint.text).signatures)
        let cases: [([UInt8], TamperEvidence)] = [
            ([], .malformed), (Array("no note".utf8), .malformed),
            (KnownLog.otherSigner().sign(other.text).bytes, .notSigned),
            (KnownLog.signer().sign(strange.text).bytes, .wrongOrigin),
            (KnownLog.signer().sign("3\n").bytes, .malformed), (smaller.bytes, .wrongSignature),
        ]
        for (note, evidence) in cases {
            #expect(throws: AuditError.anchorRefused(evidence)) { try verifier(scratch).follows(note) }
        }
    }

    @Test func `an anchor that an earlier key has signed holds still`() throws {
        let scratch = try ScratchLog(sealed: 3)
        let anchor = try #require(try verifier(scratch).head()).note
        let new = KnownLog.otherSigner().verifier
        #expect(throws: AuditError.anchorRefused(.notSigned)) {
            try LogVerifier(directory: scratch.path, verifier: new).follows(anchor)
        }
        let following = try #require(new.following([KnownLog.verifier]))
        #expect(try LogVerifier(directory: scratch.path, verifier: following).follows(anchor).size == 3)
    }

    @Test func `a log that was never signed has no head`() throws {
        let scratch = try ScratchLog()
        _ = try scratch.open()
        #expect(try verifier(scratch).head() == nil)
    }

    @Test func `what is known of the anchor is read again, and anything else is not`() throws {
        let scratch = try ScratchLog(sealed: 1)
        #expect(AnchorRecord.read(of: scratch.path) == nil)
        let record = AnchorRecord(size: 7, time: Timestamp(seconds: 1_700_000_000))
        try record.write(to: scratch.path)
        #expect(AnchorRecord.read(of: scratch.path) == record)
        _ = try scratch.verify()
        for text in [
            "", "7", #"{"size":-1,"time":"2023-11-14T22:13:20Z"}"#, #"{"size":7}"#, #"{"size":7,"time":"now"}"#,
        ] {
            try scratch.write(Array(text.utf8), to: "anchored")
            #expect(AnchorRecord.read(of: scratch.path) == nil, "\(text)")
        }
    }
}

extension AuditLog {
    fileprivate func announceOthers(_ count: Int) throws(AuditError) {
        for number in 0..<count { _ = try authorize(Probe.self, target: "other \(number)") }
    }
}
