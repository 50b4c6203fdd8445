// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// SIGTERM in the middle: the token is revoked, the log is sealed, nothing half-written stays.
struct InterruptionTests {
    /// prowler#7937: a scan that stood still could be neither ended nor gone on with.
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a terminated snapshot leaves nothing behind`(signal: Int32) async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        // A server that holds every connection and answers none.
        let pid = Int32(lab.number("aws", "pid"))
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let program = try await workspace.running(until: "aws.session.open")
        program.signal(signal)
        let command = try await program.ended()
        #expect(command.status == 130, "\(command.errorText)")
        #expect(command.output.isEmpty)
        #expect(((try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []).isEmpty)

        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        #expect(shown.status == 0, "\(shown.errorText)")
        let entries = try shown.lines()
        #expect(entries.last?["action"]?.string == "vault.revoke")
        #expect(entries.last?["detail"]?["result"]?.string == "ok")

        // Vault knows the token no more.
        let login = try #require(entries.first { $0["phase"]?.string == "outcome" })
        let accessor = try #require(login["detail"]?["accessor"]?.string)
        let lookup = try await lab.bao("POST", "auth/token/lookup-accessor", ["accessor": .string(accessor)])
        #expect(lookup["errors"] != nil)
    }

    @Test func `a snapshot that is ended while it logs in revokes the token that it gets`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        let workspace = try Workspace(lab)
        let logins = try lab.answers(to: "auth/approle/login")
        let revocations = try lab.answers(to: "auth/token/revoke-self")
        let pid = Int32(lab.number("bao", "pid"))
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let program = try await workspace.running(until: "vault.login")
        program.signal(SIGTERM)
        kill(pid, SIGCONT)
        let command = try await program.ended()
        #expect(command.status == 130, "\(command.errorText)")
        #expect(try lab.answers(to: "auth/approle/login") == logins + 1)
        #expect(try lab.answers(to: "auth/token/revoke-self") == revocations + 1)
    }

    @Test func `a finished snapshot has revoked its token`() async throws {
        let workspace = try await Workspace.shared()
        _ = try await workspace.taken()
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        let entries = try shown.lines()
        let login = try #require(entries.first { $0["detail"]?["accessor"] != nil })
        let accessor = try #require(login["detail"]?["accessor"]?.string)
        let lookup = try await workspace.lab.bao("POST", "auth/token/lookup-accessor", ["accessor": .string(accessor)])
        #expect(lookup["errors"] != nil)
    }

    @Test func `a reader that has seen enough ends decrypt quietly`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        let pipeline = "set -o pipefail; '\(Program.path)' decrypt '\(path)' --config '\(workspace.config)' | head -n 1"
        let command = try await Command.run("/bin/bash", ["-c", pipeline])
        #expect(command.status == 0, "\(command.errorText)")
        #expect(command.errors.isEmpty)
        #expect(command.output.count { $0 == 0x0A } == 1)
    }
}
