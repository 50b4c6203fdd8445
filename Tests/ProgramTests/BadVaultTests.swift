// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What Vault refuses ends the snapshot with an exit code of its own and leaves nothing behind.
struct BadVaultTests {
    private func expectNothingLeft(_ workspace: Workspace, _ command: Command) {
        #expect(command.output.isEmpty)
        let left = (try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []
        #expect(left.isEmpty)
    }

    @Test func `an unreachable Vault`() async throws {
        let workspace = try await Workspace.shared()
        // Port 9 is discard, which nobody serves.
        let command = try await workspace.snapshot(environment: ["VAULT_ADDR": "http://127.0.0.1:9"])
        #expect(command.status == 20, "\(command.errorText)")
        #expect(command.errorText.contains("127.0.0.1:9 cannot be reached"))
        expectNothingLeft(workspace, command)
    }

    @Test func `a wrong token`() async throws {
        let workspace = try await Workspace.shared()
        let file = try workspace.directory.write("token", "s.wrong\n")
        try workspace.edit("method: approle", "method: token\n    token_file: \(file)")
        try workspace.edit("mount: approle", "#")
        try workspace.edit("role_id_file:", "#")
        try workspace.edit("secret_id_file:", "#")
        let command = try await workspace.snapshot()
        #expect(command.status == 22, "\(command.errorText)")
        #expect(!command.errorText.contains("s.wrong"))
        expectNothingLeft(workspace, command)
    }

    @Test func `a wrong secret id`() async throws {
        let workspace = try await Workspace.shared()
        let file = try workspace.directory.write("secret_id", "6d1a6b9e-0000-0000-0000-000000000000")
        try workspace.edit(workspace.lab.text("approle", "secret_id_file"), file)
        let command = try await workspace.snapshot()
        #expect(command.status == 22, "\(command.errorText)")
        #expect(command.errorText.contains("auth/approle/login"))
        #expect(!command.errorText.contains("6d1a6b9e"))
        expectNothingLeft(workspace, command)
    }

    @Test func `a role that failed logins have locked`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        let workspace = try Workspace(lab)
        let right = lab.text("approle", "secret_id_file")
        let wrong = try workspace.directory.write("secret_id", "6d1a6b9e-0000-0000-0000-000000000000")
        try workspace.edit(right, wrong)
        for _ in 0..<5 { #expect(try await workspace.snapshot().status == 22) }
        try workspace.edit(wrong, right)
        let command = try await workspace.snapshot()
        #expect(command.status == 22, "\(command.errorText)")
        #expect(command.errorText.contains("refused the login at auth/approle/login with status 403"))
        #expect(command.errorText.contains("locked after failed logins"))
    }

    @Test func `a pod's service account is looked for where Kubernetes mounts it`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("method: approle", "method: kubernetes\n    role: reader")
        try workspace.edit("mount: approle", "#")
        try workspace.edit("role_id_file:", "#")
        try workspace.edit("secret_id_file:", "#")
        let command = try await workspace.snapshot()
        #expect(command.status == 51, "\(command.errorText)")
        #expect(command.errorText.contains("/var/run/secrets/kubernetes.io/serviceaccount/token"))
    }

    @Test func `a wrapping token that gives nothing is a security event with an exit code of its own`() async throws {
        let workspace = try await Workspace.shared()
        let file = try workspace.directory.write("wrapped", "s.opened-by-somebody-else")
        try workspace.edit(
            workspace.lab.text("approle", "secret_id_file") + "\"",
            file + "\"\n    secret_id_wrapped: true\n    role: cloud-extractor")
        let command = try await workspace.snapshot()
        #expect(command.status == 25, "\(command.errorText)")
        #expect(command.errorText.contains("security event"))
        #expect(!command.errorText.contains("s.opened"))
        expectNothingLeft(workspace, command)
    }

    @Test func `a bare name is a credential of the service manager`() async throws {
        let workspace = try await Workspace.shared()
        for (name, key) in [("role-id", "role_id_file"), ("secret-id", "secret_id_file")] {
            let original = workspace.lab.text("approle", key)
            try workspace.directory.write(name, try String(contentsOf: URL(filePath: original), encoding: .utf8))
            try workspace.edit(original, name)
        }
        let without = try await workspace.snapshot()
        #expect(without.status == 51, "\(without.errorText)")
        let with = try await workspace.snapshot(environment: ["CREDENTIALS_DIRECTORY": workspace.directory.path])
        #expect(with.status == 0, "\(with.errorText)")
    }

    @Test func `a missing credential file`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit(workspace.lab.text("approle", "secret_id_file"), "/nonexistent/secret-id")
        let command = try await workspace.snapshot()
        #expect(command.status == 51, "\(command.errorText)")
        #expect(command.errorText.contains("/nonexistent/secret-id"))
    }

    @Test func `a secret that the policy does not allow`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("key_ring: fernet", "key_ring: elsewhere")
        let command = try await workspace.snapshot()
        #expect(command.status == 22, "\(command.errorText)")
        #expect(command.errorText.contains("cloud-extractor/demo/elsewhere"))
        expectNothingLeft(workspace, command)
    }

    @Test func `a sealed Vault, a missing secret and a deleted one`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        _ = try await lab.bao("DELETE", "secret/data/cloud-extractor/demo/aws")
        let deleted = try await workspace.snapshot()
        #expect(deleted.status == 23)
        #expect(deleted.errorText.contains("was deleted"), "\(deleted.errorText)")

        _ = try await lab.bao("DELETE", "secret/metadata/cloud-extractor/demo/aws")
        let missing = try await workspace.snapshot()
        #expect(missing.status == 23)
        #expect(missing.errorText.contains("nothing at secret/data/cloud-extractor/demo/aws"), "\(missing.errorText)")

        _ = try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/aws", ["data": ["access_key_id": "AKIAIOSFODNN7EXAMPLE"]])
        let malformed = try await workspace.snapshot()
        #expect(malformed.status == 24)
        #expect(malformed.errorText.contains("secret_access_key"), "\(malformed.errorText)")

        _ = try await lab.bao("PUT", "sys/seal")
        let sealed = try await workspace.snapshot()
        #expect(sealed.status == 21)
        #expect(sealed.errorText.contains("Vault is sealed"), "\(sealed.errorText)")
        expectNothingLeft(workspace, sealed)
    }

    @Test func `an access key id that no header can hold`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        let secret = try await lab.secret("aws", "secret_access_key")
        _ = try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/aws",
            ["data": ["access_key_id": "AKIAIOSFODNN7EXAMPLE\n", "secret_access_key": .string(secret)]])
        let command = try await workspace.snapshot()
        #expect(command.status == 24, "\(command.errorText)")
        #expect(command.errorText.contains("access_key_id is not an access key's id"))
        let namespace = try await workspace.snapshot(environment: ["VAULT_NAMESPACE": "a\nb"])
        #expect(namespace.status == 10, "\(namespace.errorText)")
        #expect(namespace.errorText.contains("X-Vault-Namespace"))
    }

    @Test func `a signing key of another log`() async throws {
        let workspace = try await Workspace.shared()
        let other = "cloud-extractor.example/audit/demo"
        let keys = try await Program.run("keys", "generate", "audit", "--origin", other)
        let verifier = try JSONValue(parsing: Array(keys.output).span)["verifier_key"]?.string ?? ""
        try workspace.edit(workspace.publicKey, verifier)
        let command = try await workspace.snapshot()
        #expect(command.status == 10, "\(command.errorText)")
        #expect(command.errorText.contains("does not belong to audit.verifier_key"))
        expectNothingLeft(workspace, command)
    }
}
