// SPDX-License-Identifier: Apache-2.0
import Audit
import Posix
import Snapshot
import Testing

/// What is done to a manifest and to the note over it.
struct ManifestAttackTests {
    private let snapshot: ScratchSnapshot
    private var manifest: String { snapshot.file("manifest.json") }
    private var note: String { snapshot.file("manifest.note") }

    init() async throws { snapshot = try await ScratchSnapshot() }

    @Test(arguments: [0x01, 0x20, 0x80] as [UInt8])
    func `a flipped byte anywhere in the manifest`(mask: UInt8) throws {
        let bytes = try snapshot.contents(manifest)
        #expect(bytes.count > 1000)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= mask
            try snapshot.write(changed, to: manifest)
            #expect(throws: SnapshotError.badManifest(path: manifest, .hashMismatch), "byte \(index)") {
                try snapshot.verified()
            }
        }
        try snapshot.write(bytes, to: manifest)
        _ = try snapshot.verified()
    }

    @Test(arguments: [0x01, 0x20, 0x80] as [UInt8])
    func `a flipped byte anywhere in the note`(mask: UInt8) throws {
        let bytes = try snapshot.contents(note)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= mask
            try snapshot.write(changed, to: note)
            #expect("byte \(index)") {
                try snapshot.verified()
            } throws: { error in
                guard case .badManifest(note, let evidence) = error as? SnapshotError else { return false }
                return [.malformed, .notSigned, .wrongSignature].contains(evidence)
            }
        }
        try snapshot.write(bytes, to: note)
        _ = try snapshot.verified()
    }

    @Test func `the manifest of another snapshot`() async throws {
        let other = try await ScratchSnapshot()
        try snapshot.write(other.manifest.bytes, to: manifest)
        #expect(throws: SnapshotError.badManifest(path: manifest, .hashMismatch)) { try snapshot.verified() }
    }

    @Test func `the note of another snapshot`() async throws {
        let other = try await ScratchSnapshot()
        try snapshot.write(other.contents(other.file("manifest.note")), to: note)
        #expect(throws: SnapshotError.badManifest(path: manifest, .hashMismatch)) { try snapshot.verified() }
    }

    @Test func `both of another snapshot`() async throws {
        let other = try await ScratchSnapshot()
        try snapshot.write(other.manifest.bytes, to: manifest)
        try snapshot.write(other.contents(other.file("manifest.note")), to: note)
        #expect(throws: SnapshotError.wrongNote(path: note)) { try snapshot.verified() }
    }

    @Test func `a note that another key signed`() throws {
        let text = ManifestNote.text(
            origin: ScratchSnapshot.log, snapshot: snapshot.id, manifest: snapshot.manifest.bytes)
        try snapshot.write(ScratchSnapshot.signer(seed: 2).sign(text).bytes, to: note)
        #expect(throws: SnapshotError.badManifest(path: note, .notSigned)) { try snapshot.verified() }
        let stranger = ScratchSnapshot.signer(seed: 2).verifier
        _ = try SnapshotDirectory(path: snapshot.path).verified(by: stranger)
    }

    /// All of them signed with the right key.
    @Test func `a note that is not about this snapshot`() throws {
        let good = ManifestNote.text(
            origin: ScratchSnapshot.log, snapshot: snapshot.id, manifest: snapshot.manifest.bytes)
        let checkpoint = Checkpoint(origin: ScratchSnapshot.log, size: 0, root: .empty).text
        let otherID = ManifestNote.text(
            origin: ScratchSnapshot.log, snapshot: SnapshotID(), manifest: snapshot.manifest.bytes)
        let otherLog = ManifestNote.text(
            origin: "x.example/audit", snapshot: snapshot.id, manifest: snapshot.manifest.bytes)
        let lower = good.replacing(snapshot.id.text, with: snapshot.id.text.lowercased())
        for text in [checkpoint, otherID, otherLog, lower, "x\n", "\n", "/snapshot/\(snapshot.id)\n"] {
            try snapshot.write(snapshot.audit.sign(text).bytes, to: note)
            #expect(throws: SnapshotError.wrongNote(path: note), "\(text)") { try snapshot.verified() }
        }
        for text in [good + "more\n", "\(good.split(separator: "\n")[0])\n", good.replacing("sha256", with: "sha512")] {
            try snapshot.write(snapshot.audit.sign(text).bytes, to: note)
            #expect(throws: SnapshotError.badManifest(path: manifest, .hashMismatch), "\(text)") {
                try snapshot.verified()
            }
        }
    }

    @Test(arguments: ["{}\n", "", "null"])
    func `a signed manifest that is none`(text: String) throws {
        let bytes = Array(text.utf8)
        let signed = ManifestNote.text(origin: ScratchSnapshot.log, snapshot: snapshot.id, manifest: bytes)
        try snapshot.write(bytes, to: manifest)
        try snapshot.write(snapshot.audit.sign(signed).bytes, to: note)
        #expect(throws: SnapshotError.badManifest(path: manifest, .malformed)) { try snapshot.verified() }
    }

    @Test(arguments: ["manifest.json", "manifest.note"])
    func `one of them is gone`(name: String) throws {
        try Directory.removeTree(snapshot.file(name))
        #expect(throws: SnapshotError.notASnapshot(path: snapshot.path)) { try snapshot.verified() }
    }
}
