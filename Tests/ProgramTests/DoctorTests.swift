// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// `doctor` against OpenBao in good and in bad health.
struct DoctorTests {
    private func doctor(_ workspace: Workspace, environment: [String: String] = [:]) async throws -> (
        Command, [JSONValue]
    ) {
        let command = try await Program.run("doctor", "--config", workspace.config, "--json", environment: environment)
        return (command, try command.lines())
    }

    private func verdicts(_ findings: [JSONValue]) -> [String] {
        findings.map { "\($0["check"]?.string ?? "") \($0["verdict"]?.string ?? "")" }
    }

    @Test func `in good health everything is good`() async throws {
        let workspace = try await Workspace.shared()
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 0, "\(command.errorText)")
        #expect(
            verdicts(findings) == [
                "vault.health good", "clock good", "secret audit good", "vault.token good", "vault.policy good",
                "secret fernet good", "secret aws good",
            ], "\(command.outputText)")
        let people = try await Program.run("doctor", "--config", workspace.config)
        #expect(people.status == 0)
        #expect(people.outputText.contains("good    vault.health    active, version "), "\(people.outputText)")
    }

    @Test func `a token that may do more is warned of, with the place`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        let policy = try Repository.text("policies/vault/reader.hcl").replacingOccurrences(of: "/prod/", with: "/demo/")
        let more =
            policy.replacingOccurrences(of: #"["read"]"#, with: #"["read", "update"]"#)
            + #"path "sys/mounts" { capabilities = ["read"] }"#
        try await lab.bao("PUT", "sys/policies/acl/cloud-extractor", ["policy": .string(more)], mustSucceed: true)
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 0, "\(command.errorText)")
        let warnings = findings.filter { $0["verdict"]?.string == "warning" }.compactMap { $0["detail"]?.string }
        #expect(warnings.contains("the token may do more than it needs: read on sys/mounts"), "\(warnings)")
        #expect(
            warnings.contains("the token may do more than it needs: update on secret/data/cloud-extractor/demo/aws"),
            "\(warnings)")
        #expect(warnings.count == 5, "\(warnings)")
    }

    @Test func `a policy that is too narrow fails with the place`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        let policy = try Repository.text("policies/vault/reader.hcl").replacingOccurrences(of: "/prod/", with: "/demo/")
        let less = policy.replacingOccurrences(of: "/demo/fernet", with: "/demo/other")
        try await lab.bao("PUT", "sys/policies/acl/cloud-extractor", ["policy": .string(less)], mustSucceed: true)
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 22)
        let failures = findings.filter { $0["verdict"]?.string == "failed" }
        #expect(verdicts(failures) == ["vault.policy failed", "secret fernet failed"])
        #expect(
            failures.allSatisfy { $0["detail"]?.string?.contains("secret/data/cloud-extractor/demo/fernet") == true })
    }

    @Test func `a root token is warned of`() async throws {
        let workspace = try await Workspace.shared()
        let file = try workspace.directory.write("token", try await root(workspace.lab))
        try workspace.edit("method: approle", "method: token\n    allow_unlimited_token: true\n    token_file: \(file)")
        for key in ["mount: approle", "role_id_file:", "secret_id_file:"] { try workspace.edit(key, "#") }
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 0, "\(command.errorText)")
        #expect(verdicts(findings).contains("vault.token warning"))
        #expect(verdicts(findings).count { $0 == "vault.policy warning" } > 10)
    }

    /// A root token of the test's own, because the doctor gives its token back.
    private func root(_ lab: Lab) async throws -> String {
        let made = try await lab.bao("POST", "auth/token/create", ["policies": ["root"]], mustSucceed: true)
        return try #require(made["auth"]?["client_token"]?.string)
    }

    @Test func `a sealed Vault, one that is not there, and one that is another server`() async throws {
        let lab = try await Lab(["--only", "bao", "--mode", "server"])
        let workspace = try Workspace(lab)
        _ = try await lab.bao("PUT", "sys/seal")
        let (sealed, findings) = try await doctor(workspace)
        #expect(sealed.status == 21)
        #expect(verdicts(findings) == ["vault.health failed", "clock good"])
        let (unreachable, _) = try await doctor(workspace, environment: ["VAULT_ADDR": "https://127.0.0.1:9"])
        #expect(unreachable.status == 20)
        let peer = "\(try await Peer.shared().address)/status/200"
        let (other, page) = try await doctor(workspace, environment: ["VAULT_ADDR": peer])
        #expect(other.status == 20)
        #expect(page.first?["detail"]?.string?.contains("sys/health, with status 200, is none of Vault's") == true)
    }

    @Test func `secrets that are missing or malformed are named, all of them`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        try await lab.bao("DELETE", "secret/data/cloud-extractor/demo/aws", mustSucceed: true)
        try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/fernet", ["data": ["primary": 5, "key_5": "x"]], mustSucceed: true
        )
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 24)
        let failures = findings.filter { $0["verdict"]?.string == "failed" }
        #expect(verdicts(failures) == ["secret fernet failed", "secret aws failed"])
        #expect(failures.last?["detail"]?.string?.contains("was deleted") == true)
    }
}
