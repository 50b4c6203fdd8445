// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Audit

/// What opening a log for writing refuses.
struct AuditLogTamperTests {
    @Test func `a log that another key signed`() throws {
        let scratch = try ScratchLog(sealed: 1)
        let other = KnownLog.otherSigner().verifier
        #expect(throws: AuditError.tampered(path: "checkpoint", .notSigned)) { try scratch.open(by: other) }
    }

    @Test(arguments: [1, 256, 300])
    func `a checkpoint that is gone`(size: Int) throws {
        let scratch = try ScratchLog(sealed: size)
        try scratch.remove("checkpoint")
        #expect(throws: AuditError.tampered(path: "checkpoint", .missing)) { try scratch.open() }
        try scratch.remove("tile")
        #expect(throws: AuditError.tampered(path: "journal/\(size)", .wrongSize)) { try scratch.open() }
    }

    @Test(arguments: [
        (5, 9, AuditError.tampered(path: "tile/0/000.p/5", .missing)),
        (5, 256, .tampered(path: "tile/0/000.p/5", .missing)),
        (256, 300, .tampered(path: "journal/300", .wrongSize)),
        (512, 513, .tampered(path: "journal/513", .wrongSize)),
    ])
    func `a checkpoint of yesterday`(then: Int, now: Int, error: AuditError) throws {
        let scratch = try ScratchLog(sealed: then)
        let checkpoint = try scratch.contents("checkpoint")
        try scratch.seal(adding: now - then)
        try scratch.write(checkpoint, to: "checkpoint")
        #expect(throws: error) { try scratch.open() }
    }

    @Test(
        arguments: [
            ("origin\n1\n", .wrongOrigin), (KnownLog.name + "\n01\n", .malformed), (KnownLog.name + "\n", .malformed),
            (KnownLog.name + "\n2\n", .rootMismatch),
        ] as [(String, TamperEvidence)])
    func `a signed text that is no checkpoint of this log`(start: String, evidence: TamperEvidence) throws {
        let scratch = try ScratchLog(sealed: 2)
        let text = start + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        try scratch.write(KnownLog.signer().sign(text).bytes, to: "checkpoint")
        #expect(throws: AuditError.tampered(path: "checkpoint", evidence)) { try scratch.open() }
    }

    @Test(arguments: [
        ("tile/0/001.p/44", AuditError.tampered(path: "tile/entries/001.p/44", .hashMismatch)),
        ("tile/1/000.p/1", .tampered(path: "checkpoint", .rootMismatch)),
        ("tile/entries/001.p/44", .tampered(path: "tile/entries/001.p/44", .hashMismatch)),
    ])
    func `a flipped bit where the tree grows on`(file: String, error: AuditError) throws {
        let scratch = try ScratchLog(sealed: 300)
        try scratch.changing(file) {
            $0[$0.count - 1] ^= 1
        } while: {
            #expect(throws: error) { try scratch.open() }
        }
        _ = try scratch.open()
    }

    @Test(arguments: ["x", "-1", "2.tmp", ".2.tmp", "2 ", "3", "18446744073709551616"])
    func `a journal that begins nowhere`(name: String) throws {
        let scratch = try ScratchLog(sealed: 2, pending: 1)
        try scratch.write([], to: "journal/\(name)")
        #expect(throws: AuditError.tampered(path: "journal/\(name)", .wrongSize)) { try scratch.open() }
    }

    /// Taken for the journal, it would be replaced by an empty one of the right name.
    @Test(arguments: ["02", "+2", "0000000000002"])
    func `a journal whose name is not its number as we write it`(name: String) throws {
        let scratch = try ScratchLog(sealed: 2, pending: 1)
        let journal = try scratch.contents("journal/2")
        try scratch.remove("journal/2")
        try scratch.write(journal, to: "journal/\(name)")
        #expect(throws: AuditError.tampered(path: "journal/\(name)", .wrongSize)) { try scratch.open() }
        #expect(try scratch.contents("journal/\(name)") == journal)
    }

    @Test func `a journal that was changed`() throws {
        let scratch = try ScratchLog(sealed: 2, pending: 3)
        try scratch.changing("journal/2") {
            $0[40] ^= 1
        } while: {
            #expect(throws: AuditError.tampered(path: "journal/2", .hashMismatch)) { try scratch.open() }
            #expect(throws: AuditError.tampered(path: "journal/2", .hashMismatch)) { try scratch.verify() }
        }
        #expect(try scratch.seal()?.size == 5)
    }

    @Test(
        arguments: [
            (ScratchLog.entries(2..<5), nil), (ScratchLog.entries(2..<4), .wrongSize),
            (ScratchLog.entries(2..<6), .wrongSize), ([], .wrongSize),
            (ScratchLog.entries(2..<4) + ScratchLog.entries(5..<6), .hashMismatch),
            (ScratchLog.entries(3..<6), .hashMismatch),
        ] as [([[UInt8]], TamperEvidence?)])
    func `an old journal that is not what was sealed`(entries: [[UInt8]], evidence: TamperEvidence?) throws {
        let scratch = try ScratchLog(sealed: 5)
        var journal = try AuditJournal.open(path: "\(scratch.path)/journal/2", size: 0)
        for entry in entries { try journal.append(entry) }
        let error = evidence.map { AuditError.tampered(path: "journal/2", $0) }
        #expect(Self.refusal(of: scratch) == error)
    }

    private static func refusal(of scratch: ScratchLog) -> AuditError? {
        do throws(AuditError) {
            _ = try scratch.open()
            return nil
        } catch {
            return error
        }
    }
}
