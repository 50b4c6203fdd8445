// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The audit log's last checkpoint in OpenBao, and what becomes of a log that does not go on from it.
struct AuditAnchorTests {
    private static let lab = Task { try await AnchoredWorkspace.lab(isShared: true) }

    private let anchored: AnchoredWorkspace
    private var workspace: Workspace { anchored.workspace }

    init() async throws { anchored = try AnchoredWorkspace(try await Self.lab.value) }

    private func holds(_ arguments: String...) async throws -> Command {
        try await Command.run(
            Program.path, ["audit", "verify", workspace.audit, "--public-key", workspace.publicKey] + arguments)
    }

    @Test func `what a run has signed stands in Vault, and the next one signs and anchors behind it`() async throws {
        #expect(try await anchored.checkpoint() == nil)
        _ = try await workspace.taken()
        let first = try #require(try await anchored.checkpoint())
        #expect(first.version == 1, "there was nothing to anchor before the first run's work")
        let held = try await holds("--anchor", try anchored.file(first.note))
        #expect(held.status == 0, "\(held.errorText)")
        #expect(held.errorText.contains("it goes on from its anchor, which has \(first.size) of them"))

        _ = try await workspace.taken()
        let second = try #require(try await anchored.checkpoint())
        // The first run's last words, before the second does anything; then its own.
        #expect(second.version == 3)
        #expect(second.size > first.size)
        let log = try await anchored.entries()
        let writes = log.filter { $0["action"] == "vault.secret.write" }
        #expect(writes.count == 6)
        for write in writes { #expect(write["target"]?.string?.hasSuffix(anchored.secret) == true) }
        #expect(writes.compactMap { $0["detail"]?["anchor"]?.integer }.map(UInt64.init).last == second.size)
        // An anchor of before does as well, as an auditor may have kept it.
        #expect(try await holds("--anchor", try anchored.file(first.note)).status == 0)
        // Behind it is only that it was anchored, and that the token was given back.
        #expect(log.count == Int(second.size) + 4, "\(log.suffix(6))")
    }

    @Test func `nobody works on an old copy of the log, and nobody signs it anew`() async throws {
        _ = try await workspace.taken()
        let old = "\(workspace.directory.path)/old"
        try FileManager.default.copyItem(atPath: workspace.audit, toPath: old)
        _ = try await workspace.taken()
        let anchor = try #require(try await anchored.checkpoint())
        try FileManager.default.removeItem(atPath: workspace.audit)
        try FileManager.default.copyItem(atPath: old, toPath: workspace.audit)
        let before = workspace.text("\(workspace.audit)/checkpoint")
        // By itself it is good: that is what the anchor is for.
        #expect(try await holds().status == 0)
        let found = try await holds("--anchor", try anchored.file(anchor.note))
        #expect(found.status == 40, "\(found.errorText)")
        #expect(found.errorText.contains("rolled back"), "\(found.errorText)")

        let refused = try await workspace.snapshot()
        #expect(refused.status == 40, "\(refused.errorText)")
        #expect(refused.errorText.contains("rolled back"), "\(refused.errorText)")
        #expect(refused.outputText.isEmpty)
        let doctor = try await Program.run("doctor", "--config", workspace.config)
        #expect(doctor.status == 40, "\(doctor.outputText)")
        #expect(!doctor.outputText.contains("key ring") && !doctor.outputText.contains("account"))
        #expect(workspace.text("\(workspace.audit)/checkpoint") == before)
        #expect(try await anchored.checkpoint() == anchor)
        // Only the attempts were noted, and the tokens given back; of secrets the anchor alone was read, twice.
        let journal = workspace.text("\(workspace.audit)/journal/\(anchored.size(before))")
        #expect(journal.contains("vault.revoke"))
        let reads = journal.components(separatedBy: #""action":"vault.secret.read""#).count - 1
        let ofAnchor = journal.components(separatedBy: "demo/\(anchored.secret)").count - 1
        #expect(reads == 4 && ofAnchor == 4, "\(reads) \(ofAnchor)")
    }

    @Test func `a directory that was lost is not begun anew in silence`() async throws {
        _ = try await workspace.taken()
        try FileManager.default.removeItem(atPath: workspace.audit)
        let refused = try await workspace.snapshot()
        #expect(refused.status == 40, "\(refused.errorText)")
        #expect(refused.errorText.contains("it has 0"), "\(refused.errorText)")
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.audit)/checkpoint"))
        // Somebody decides so: another anchor, and the old one stays as evidence.
        try anchored.anchor(at: "\(anchored.secret)-2")
        try FileManager.default.removeItem(atPath: workspace.audit)
        _ = try await workspace.taken()
        #expect(try await anchored.checkpoint()?.version == 1)
    }

    @Test func `a copy that was gone on with without Vault's knowledge is another log`() async throws {
        _ = try await workspace.taken()
        let old = "\(workspace.directory.path)/old"
        try FileManager.default.copyItem(atPath: workspace.audit, toPath: old)
        _ = try await workspace.taken()
        try FileManager.default.removeItem(atPath: workspace.audit)
        try FileManager.default.moveItem(atPath: old, toPath: workspace.audit)
        let secret = anchored.secret
        try anchored.anchor(at: nil)
        for _ in 0..<3 { _ = try await workspace.taken() }
        try anchored.anchor(at: secret)
        let refused = try await workspace.snapshot()
        #expect(refused.status == 40, "\(refused.errorText)")
        #expect(refused.errorText.contains("is not the one that was anchored"), "\(refused.errorText)")
    }

    @Test func `logs side by side have an anchor each`() async throws {
        _ = try await workspace.taken()
        for name in ["audit-1", "audit-2"] {
            for version in [1, 3] {
                let path = "\(workspace.directory.path)/\(name)"
                let command = try await workspace.snapshot("--audit-directory", path)
                #expect(command.status == 0, "\(command.errorText)")
                #expect(try await anchored.checkpoint(of: "\(anchored.secret)/\(name)")?.version == version)
            }
        }
        #expect(try await anchored.checkpoint()?.version == 1)
    }

    @Test func `the same directory by another name is the same log`() async throws {
        _ = try await workspace.taken()
        let link = "\(workspace.directory.path)/another"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: workspace.audit)
        for path in [workspace.audit, "\(workspace.audit)/", link] {
            let command = try await workspace.snapshot("--audit-directory", path)
            #expect(command.status == 0, "\(command.errorText)")
        }
        #expect(try await anchored.checkpoint()?.version == 7)
        for name in ["..", "a b", "+"] {
            let command = try await workspace.snapshot("--audit-directory", "\(workspace.directory.path)/\(name)")
            #expect(command.status == 10, "\(name): \(command.errorText)")
        }
    }

    @Test func `an anchor that is no more is spoken of`() async throws {
        _ = try await workspace.taken()
        let metadata = anchored.path.replacing("secret/data/", with: "secret/metadata/")
        try await anchored.lab.bao("DELETE", metadata)
        let command = try await workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
        #expect(command.errorText.contains("has no anchor, though"), "\(command.errorText)")
        #expect(try await anchored.checkpoint()?.version == 2)
    }

    @Test func `who may not write the anchor does nothing, and says where`() async throws {
        try anchored.anchor(at: "elsewhere")
        let refused = try await workspace.snapshot()
        #expect(refused.status == 22, "\(refused.errorText)")
        #expect(refused.errorText.contains("cloud-extractor/demo/elsewhere"), "\(refused.errorText)")
        #expect(refused.outputText.isEmpty)
    }

    @Test func `what is no checkpoint of this log is no anchor of it`() async throws {
        _ = try await workspace.taken()
        let note = try #require(try await anchored.checkpoint()).note
        for text in ["nonsense", "", note.replacing("/audit/demo", with: "/audit/prod")] {
            try await anchored.write(text)
            let refused = try await workspace.snapshot()
            #expect(refused.status == 40, "\(refused.errorText)")
            #expect(refused.errorText.contains("the anchor is no checkpoint of this audit log"))
        }
        try await anchored.lab.bao("POST", anchored.path, ["data": ["other": "field"]], mustSucceed: true)
        #expect(try await workspace.snapshot().status == 24)
        try await anchored.write(note)
        _ = try await workspace.taken()
    }

    @Test func `a Vault that was put back to an earlier day is brought up to date`() async throws {
        _ = try await workspace.taken()
        let first = try #require(try await anchored.checkpoint())
        _ = try await workspace.taken()
        try await anchored.write(first.note)
        _ = try await workspace.taken()
        #expect(try #require(try await anchored.checkpoint()).size > first.size)
        // Deleted is not the same as never there.
        try await anchored.lab.bao("DELETE", anchored.path)
        #expect(try await workspace.snapshot().status == 23)
    }

    @Test func `doctor holds the log to its anchor`() async throws {
        let fresh = try await Program.run("doctor", "--config", workspace.config)
        #expect(fresh.status == 0, "\(fresh.outputText)")
        #expect(fresh.outputText.contains("no anchor yet; the next run makes one"), "\(fresh.outputText)")
        _ = try await workspace.taken()
        let held = try await Program.run("doctor", "--config", workspace.config)
        #expect(held.status == 0, "\(held.outputText)")
        #expect(held.outputText.contains("the audit log goes on from its anchor"), "\(held.outputText)")
    }

    @Test func `an engine without check-and-set is refused at once`() async throws {
        try workspace.edit("  mount: secret\n", "  mount: secret\n  kv_version: 1\n")
        let refused = try await workspace.snapshot()
        #expect(refused.status == 10, "\(refused.errorText)")
        #expect(refused.errorText.contains("'audit' has an anchor"), "\(refused.errorText)")
        try anchored.anchor(at: nil)
        try workspace.edit("\nprocessing:", "\nagent:\n  state_dir: state\nschedule:\n  lock: lock\nprocessing:")
        let locked = try await workspace.snapshot()
        #expect(locked.status == 10, "\(locked.errorText)")
        #expect(locked.errorText.contains("'schedule' has a lock"), "\(locked.errorText)")
    }
}
