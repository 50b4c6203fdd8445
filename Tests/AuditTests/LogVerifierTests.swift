// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Testing

@testable import Audit

struct LogVerifierTests {
    static let files = [
        "checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44",
    ]

    private let scratch: ScratchLog

    init() throws { scratch = try ScratchLog(sealed: 300) }

    @Test func `a whole log holds`() throws {
        #expect(try scratch.verify().checkpoint.size == 300)
        #expect(try scratch.files().filter { !$0.value.isEmpty }.keys.sorted() == Self.files)
    }

    @Test(arguments: files)
    func `a flipped byte is found`(file: String) throws {
        let count = try scratch.contents(file).count
        for index in [0, 1, count / 3, count / 2, count - 1] {
            try scratch.changing(file) {
                $0[index] ^= 0x01
            } while: {
                #expect(throws: AuditError.self, "byte \(index)") { try scratch.verify() }
            }
        }
        #expect(try scratch.verify().checkpoint.size == 300)
    }

    @Test(arguments: [0x01, 0x20, 0x80] as [UInt8])
    func `a flipped byte anywhere in the checkpoint is found`(mask: UInt8) throws {
        for index in try scratch.contents("checkpoint").indices {
            try scratch.changing("checkpoint") {
                $0[index] ^= mask
            } while: {
                #expect("byte \(index)") {
                    try scratch.verify()
                } throws: { error in
                    guard case .tampered("checkpoint", _) = error as? AuditError else { return false }
                    return true
                }
            }
        }
    }

    @Test(arguments: files)
    func `a file that is gone is missed`(file: String) throws {
        try scratch.remove(file)
        #expect(throws: AuditError.tampered(path: file, .missing)) { try scratch.verify() }
    }

    @Test(
        arguments: zip(files, [TamperEvidence.malformed, .wrongSize, .wrongSize, .wrongSize, .malformed, .malformed]))
    func `a byte more or less is found`(file: String, evidence: TamperEvidence) throws {
        for change in [{ $0.append(0x0A) }, { $0.removeLast() }] as [(inout [UInt8]) -> Void] {
            try scratch.changing(file, change) {
                #expect(throws: AuditError.tampered(path: file, evidence)) { try scratch.verify() }
            }
        }
    }

    @Test(arguments: ["tile/0/000", "tile/entries/000"])
    func `an entry more or less is found`(file: String) throws {
        let count = file.hasPrefix("tile/0") ? 32 : 2 + ScratchLog.entries(0..<1)[0].count
        let changes: [(inout [UInt8]) -> Void] = [{ $0.removeFirst(count) }, { $0 = $0.prefix(count) + $0 }]
        for change in changes {
            try scratch.changing(file, change) {
                #expect(throws: AuditError.tampered(path: file, .wrongSize)) { try scratch.verify() }
            }
        }
    }

    /// Whoever changes an entry and all hashes up to the root still has no key.
    @Test func `a log rewritten without the key is found`() throws {
        var edge = TileEdge()
        var files: [TileEdge.File] = []
        for index in 0..<300 { files += edge.append(ScratchLog.entry(target: index == 7 ? "x" : "\(index)")) }
        for file in files + edge.partials { try scratch.write(file.bytes, to: file.tile.path) }
        #expect(throws: AuditError.tampered(path: "checkpoint", .rootMismatch)) { try scratch.verify() }
        let text = Checkpoint(origin: KnownLog.name, size: 300, root: edge.root).text
        try scratch.write(KnownLog.otherSigner().sign(text).bytes, to: "checkpoint")
        #expect(throws: AuditError.tampered(path: "checkpoint", .notSigned)) { try scratch.verify() }
    }

    @Test func `entries that are not signed for are counted`() throws {
        let log = try scratch.open()
        try log.announce(300..<303)
        let verified = try scratch.verify()
        #expect(verified.unsignedEntries == 3)
        #expect(verified.checkpoint.size == 300)
    }

    /// Nothing but the newer files say that there was more.
    @Test(arguments: [256, 255])
    func `a checkpoint of yesterday is found`(size: Int) throws {
        let log = try ScratchLog(sealed: size)
        let checkpoint = try log.contents("checkpoint")
        try log.seal(adding: 300 - size)
        try log.write(checkpoint, to: "checkpoint")
        #expect(throws: AuditError.self) { try log.verify() }
    }
}
