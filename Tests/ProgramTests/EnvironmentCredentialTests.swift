// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Credentials in the environment: the last resort, taken out of it as they are read.
struct EnvironmentCredentialTests {
    private func withoutFiles(_ workspace: Workspace, method: String) throws {
        try workspace.edit("method: approle", "method: \(method)")
        try workspace.edit("mount: approle", "#")
        try workspace.edit("role_id_file:", "#")
        try workspace.edit("secret_id_file:", "#")
    }

    private func readerToken(_ lab: Lab) async throws -> String {
        let made = try await lab.bao(
            "POST", "auth/token/create", ["policies": ["cloud-extractor"], "no_default_policy": true, "ttl": "10m"],
            mustSucceed: true)
        return try #require(made["auth"]?["client_token"]?.string)
    }

    @Test func `a token of the environment takes a snapshot, and OpenBao's name wins`() async throws {
        let workspace = try await Workspace.shared()
        try withoutFiles(workspace, method: "token")
        let token = try await readerToken(workspace.lab)
        let command = try await workspace.snapshot(environment: ["BAO_TOKEN": token, "VAULT_TOKEN": "s.other"])
        #expect(command.status == 0, "\(command.errorText)")
        #expect(!command.errorText.contains(token))
    }

    @Test func `ids of the environment log in`() async throws {
        let workspace = try await Workspace.shared()
        let lab = workspace.lab
        try withoutFiles(workspace, method: "approle")
        func contents(_ key: String) throws -> String {
            try String(contentsOf: URL(filePath: lab.text("approle", key)), encoding: .utf8)
        }
        let command = try await workspace.snapshot(environment: [
            "VAULT_ROLE_ID": try contents("role_id_file"), "VAULT_SECRET_ID": try contents("secret_id_file"),
        ])
        #expect(command.status == 0, "\(command.errorText)")
        let without = try await workspace.snapshot()
        #expect(without.status == 10)
        #expect(without.errorText.contains("vault.auth.role_id_file"), "\(without.errorText)")
    }

    @Test func `an agent logs in with what the environment had at its start, for each run`() async throws {
        let agent = try AgentWorkspace(
            try await Lab.shared(),
            "schedule:\n  jobs:\n    minutely: {kind: snapshot, cron: \"* * * * *\", services: [\"aws:ec2\"]}\n")
        try withoutFiles(agent.workspace, method: "token")
        let program = try agent.start(environment: ["BAO_TOKEN": try await readerToken(agent.workspace.lab)])
        #expect(try await program.until { agent.job("minutely")["run"]?["status"]?.string == "succeeded" })
        program.signal(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.status == 0, "\(ended.errorText)")
    }

    @Test func `what was taken is no longer in the environment, even for root`() async throws {
        let workspace = try await Workspace.shared()
        try withoutFiles(workspace, method: "token")
        let token = try await readerToken(workspace.lab)
        let program = try await workspace.running(
            until: "vault.secret.read", environment: ["BAO_TOKEN": token, "CX_MARK": "is-there"])
        program.signal(SIGSTOP)
        let environ = workspace.text("/proc/\(program.id)/environ")
        program.signal(SIGCONT)
        let command = try await program.ended()
        #expect(command.status == 0, "\(command.errorText)")
        #expect(environ.contains("CX_MARK=is-there"))
        #expect(!environ.contains(token))
    }
}
