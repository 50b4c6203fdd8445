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
                "vault.health good", "clock good", "plan good", "transport good", "vault.token good",
                "vault.kv_version good", "vault.policy good", "secret audit good", "secret fernet good",
                "secret aws good",
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
        #expect(verdicts(findings) == ["vault.health failed", "clock good", "plan good", "transport good"])
        let (unreachable, _) = try await doctor(workspace, environment: ["VAULT_ADDR": "https://127.0.0.1:9"])
        #expect(unreachable.status == 20)
        let peer = "\(try await Peer.shared().address)/status/200"
        let (other, page) = try await doctor(workspace, environment: ["VAULT_ADDR": peer])
        #expect(other.status == 20)
        #expect(page.first?["detail"]?.string?.contains("sys/health, with status 200, is none of Vault's") == true)
    }

    @Test func `an engine of another version, a plan of nothing and a place that takes nothing are found`() async throws
    {
        let workspace = try await Workspace.shared()
        try workspace.edit("mount: secret", "mount: secret\n  kv_version: 1")
        try workspace.edit(workspace.output, "/proc/version/snapshots")
        try workspace.edit("enabled: true", "enabled: false")
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 10)
        let failed = verdicts(findings).filter { $0.hasSuffix("failed") }
        #expect(failed.prefix(3) == ["plan failed", "transport failed", "vault.kv_version failed"], "\(failed)")
        #expect(command.errorText.isEmpty == false)
    }

    @Test func `a wrapping token is looked at and left for the snapshot`() async throws {
        let workspace = try await Workspace.shared()
        let lab = workspace.lab
        let made = try await lab.bao(
            "POST", "auth/approle/role/cloud-extractor/secret-id", [:],
            headers: ["X-Vault-Token: \(lab.text("bao", "root_token"))", "X-Vault-Wrap-TTL: 1h"], mustSucceed: true)
        let token = try #require(made["wrap_info"]?["token"]?.string)
        let file = try workspace.directory.write("wrapped", token)
        try workspace.edit(
            lab.text("approle", "secret_id_file") + "\"",
            file + "\"\n    secret_id_wrapped: true\n    role: Cloud-Extractor")
        let (command, findings) = try await doctor(workspace)
        #expect(command.status == 0, "\(command.errorText)")
        #expect(verdicts(findings).last == "vault.login warning")
        let snapshot = try await workspace.snapshot()
        #expect(snapshot.status == 0, "\(snapshot.errorText)")
        #expect(try await doctor(workspace).0.status == 25)
    }

    @Test func `what the environment holds serves every request`() async throws {
        let lab = try await Lab(["--only", "bao", "--mode", "server"])
        let workspace = try Workspace(lab)
        func text(_ name: String) throws -> String {
            try String(contentsOf: URL(filePath: lab.text("tls", name)), encoding: .utf8)
        }
        let (command, _) = try await doctor(
            workspace,
            environment: [
                "BAO_CLIENT_CERT_BYTES": try text("client_certificate"), "BAO_CLIENT_KEY_BYTES": try text("client_key"),
            ])
        #expect(command.status == 0, "\(command.errorText)")
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
