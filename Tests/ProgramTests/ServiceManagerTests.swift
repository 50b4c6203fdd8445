// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The units under a real systemd, with the users, directories, credentials and sandboxes that they ask for.
@Suite(.enabled("only root can start a systemd, and not in every container") { await ServiceManager.isPossible() })
struct ServiceManagerTests {
    private static let ids = ["role-id": "test-role", "secret-id": "test-secret"]

    @Test func `what the sandbox has to refuse is refused, and what the program needs is not`() async throws {
        let manager = try ServiceManager(configuration: [:], credentials: Self.ids)
        let command = try await manager.run(
            "cloud-extractor-snapshot.service", program: "\(Repository.root)/scripts/oracle/sandbox_attempts.py")
        #expect(command.status == 0, "\(command.errorText)")
        let attempts = try #require(try command.lines().first?.object)
        let allowed = attempts.members.filter { $0.value == "done" }.map(\.name)
        #expect(
            allowed.sorted() == [
                "a TCP socket", "a local socket", "ask for Landlock's version", "lock memory", "read a credential",
                "read the boot id", "read the configuration", "write /tmp", "write the state",
            ], "\(command.outputText)")
        #expect(attempts.members.count == 29)
    }

    @Test func `a snapshot is taken, and holds`() async throws {
        let workspace = try await Workspace.shared()
        let manager = try ServiceManager(workspace)
        let command = try await manager.run("cloud-extractor-snapshot.service")
        #expect(command.status == 0, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        #expect(path.hasPrefix("/var/lib/cloud-extractor/snapshots/"))
        let taken = path.replacingOccurrences(of: "/var/lib", with: manager.state)
        #expect(try await Program.run("verify", taken, "--public-key", workspace.publicKey).status == 0)
        let audit = try await Program.run(
            "audit", "verify", "\(manager.state)/cloud-extractor/audit", "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
        try workspace.edit(workspace.lab.text("bao", "address"), "http://127.0.0.1:9")
        let failed = try await ServiceManager(workspace).run("cloud-extractor-snapshot.service")
        #expect(failed.status == 20, "\(failed.errorText)")
    }

    @Test func `a rotation is begun, and gone on with by the other unit`() async throws {
        let rotation = try await RotationWorkspace(try await Lab(["--only", "bao,ministack"]))
        let manager = try ServiceManager(rotation.workspace)
        let old = try await rotation.fields()["access_key_id"]?.string
        let idle = try await manager.run("cloud-extractor-rotate-resume@aws.service")
        #expect(idle.status == 0 && idle.errorText.contains("nothing is under way"), "\(idle.errorText)")
        let begun = try await manager.run("cloud-extractor-rotate@aws.service")
        #expect(begun.status == 0, "\(begun.errorText)")
        #expect(try await rotation.fields()["access_key_id"]?.string != old)
        let waiting = try await manager.run("cloud-extractor-rotate-resume@aws.service")
        #expect(waiting.status == 0 && waiting.errorText.contains("the old one is good until"), "\(waiting.errorText)")
    }
}
