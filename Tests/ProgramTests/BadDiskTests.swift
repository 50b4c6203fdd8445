// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

/// A place that takes nothing ends the snapshot without leaving half of one.
struct BadDiskTests {
    @Test func `an unwritable output directory`() async throws {
        let workspace = try await Workspace.shared()
        // Below a file nobody can make a directory, root included.
        try workspace.directory.write("file", "")
        try workspace.edit(workspace.output, "\(workspace.directory.path)/file/output")
        let command = try await workspace.snapshot()
        #expect(command.status == 51, "\(command.errorText)")
        #expect(command.errorText.contains("\(workspace.directory.path)/file: open: Not a directory"))
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0)
    }

    @Test func `without a log there is no login`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write("file", "")
        try workspace.edit(workspace.audit, "\(workspace.directory.path)/file/audit")
        let command = try await workspace.snapshot()
        #expect(command.status == 60, "\(command.errorText)")
        #expect(!command.errorText.contains("reading credentials"))
    }

    static let mayMount = getuid() == 0 && FileManager.default.fileExists(atPath: "/bin/mount")

    @Test(.enabled(if: mayMount, "needs root to mount a small file system"))
    func `a full disk`() async throws {
        let workspace = try await Workspace.shared()
        try Directory.create(workspace.output)
        let mount = try await Command.run("/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", workspace.output])
        try #require(mount.status == 0, "\(mount.errorText)")
        let command = try await workspace.snapshot()
        let left = try FileManager.default.contentsOfDirectory(atPath: workspace.output)
        // With more space it goes on.
        _ = try await Command.run("/bin/mount", ["-o", "remount,size=64m", workspace.output])
        let resumed = try await Program.run("resume", "--config", workspace.config)
        let unmount = try await Command.run("/bin/umount", [workspace.output])
        #expect(unmount.status == 0)
        #expect(command.status == 50, "\(command.errorText)")
        #expect(command.errorText.contains("No space left on device"))
        #expect(command.errorText.contains("cloud-extractor resume"))
        #expect(left.allSatisfy { $0.hasSuffix(".partial") || $0.hasSuffix(".journal") } && !left.isEmpty)
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0)
    }

    @Test(.enabled(if: mayMount, "needs root to mount a small file system"))
    func `a token is revoked though the log takes no more`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        let workspace = try Workspace(lab)
        try Directory.create(workspace.audit)
        let mount = try await Command.run("/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", workspace.audit])
        try #require(mount.status == 0, "\(mount.errorText)")
        // Logins that fail leave entries, until the journal's page is nearly full; then no other page can be had.
        let secretID = lab.text("approle", "secret_id_file")
        let wrong = "/nonexistent/secret-id"
        try workspace.edit(secretID, wrong)
        for _ in 0..<6 { #expect(try await workspace.snapshot().status == 51) }
        _ = try await Command.run("/bin/dd", ["if=/dev/zero", "of=\(workspace.audit)/filler", "bs=4096"])
        try workspace.edit(wrong, secretID)
        let logins = try lab.answers(to: "auth/approle/login")
        let revocations = try lab.answers(to: "auth/token/revoke-self")
        let command = try await workspace.snapshot()
        let unmount = try await Command.run("/bin/umount", [workspace.audit])
        #expect(unmount.status == 0)
        #expect(command.status == 60, "\(command.errorText)")
        #expect(command.errorText.contains("No space left on device"))

        #expect(try lab.answers(to: "auth/approle/login") == logins + 1)
        #expect(try lab.answers(to: "auth/token/revoke-self") == revocations + 1)
    }
}
