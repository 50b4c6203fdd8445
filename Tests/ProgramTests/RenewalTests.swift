// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// The program's own secrets are replaced, against OpenBao.
struct RenewalTests {
    private let workspace: Workspace
    private var lab: Lab { workspace.lab }

    init() async throws {
        workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [network], projects: [demo-project]}\n")
        // Whatever becomes of the keys, the log goes on from what Vault keeps of it.
        try workspace.anchorLog()
    }

    private func rotate(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
        try await Command.run(
            Program.path, ["rotate"] + arguments + ["--config", workspace.config], environment: environment)
    }

    private func fields(_ name: String) async throws -> JSONObject {
        let there = try await lab.bao("GET", "secret/data/cloud-extractor/demo/\(name)", nil, mustSucceed: true)
        return there["data"]?["data"]?.object ?? JSONObject()
    }

    /// Gives the agent's login the rights of a role, and those that it needs for itself.
    private func act(as role: String) async throws {
        let printed = try await Program.run(
            "policy", "vault", role, "--app-role", "cloud-extractor", "--config", workspace.config)
        #expect(printed.status == 0, "\(printed.errorText)")
        try await lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    private func verify(_ path: String, _ key: String) async throws -> Command {
        try await Program.run("verify", path, "--public-key", key)
    }

    @Test func `the ring gets a new key, and opens what is under the old one`() async throws {
        let old = try await workspace.taken()
        let records = try await workspace.decrypted(old)
        let before = try await fields("fernet").members
        let refused = try await rotate("ring")
        #expect(refused.status == 22, "the reader may not: \(refused.errorText)")
        try await act(as: "keeper")
        let command = try await rotate("ring", "--id", "next")
        #expect(command.status == 0 && command.outputText == "next\n", "\(command.errorText)")
        let again = try await rotate("ring", "--id", "next")
        #expect(again.status == 10, "\(again.errorText)")
        #expect(try await fields("fernet")["primary"] == "next")
        try await act(as: "reader")
        let new = try await workspace.taken()
        let manifest = try JSONValue(parsing: Array(workspace.text("\(new)/manifest.json").utf8).span)
        #expect(manifest["encryption"]?["key_id"] == "next")
        #expect(try await workspace.decrypted(old) == records)
        // Without a name it is the month's, and no key is ever replaced.
        try await act(as: "keeper")
        let named = try await rotate("ring").outputText
        let other = try await rotate("ring").outputText
        #expect(named.count == 8 && other.count == 11 && other.hasPrefix(named.dropLast()))
        let after = try await fields("fernet").members
        #expect(after.count == before.count + 3)
        for member in before where member.name != "primary" {
            #expect(after.contains { $0.name == member.name && $0.value == member.value })
        }
    }

    @Test func `two keys sign for a while, and whoever knows one of them can check`() async throws {
        let first = try await workspace.taken()
        let old = workspace.publicKey
        try await act(as: "keeper")
        let begun = try await rotate("signing-key")
        #expect(begun.status == 0, "\(begun.errorText)")
        let newKey = "\(workspace.directory.path)/new.vkey"
        try workspace.directory.write("new.vkey", begun.outputText)
        #expect(try await rotate("signing-key").status == 72)
        // This configuration knows the old key alone.
        #expect(try await rotate("signing-key", "--end-overlap").status == 10)

        try await act(as: "reader")
        let second = try await workspace.taken()
        for key in [old, newKey] {
            #expect(try await verify(second, key).status == 0)
            let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", key)
            #expect(audit.status == 0, "\(audit.errorText)")
        }
        #expect(try await verify(first, newKey).status == 40)

        let new = begun.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
        try workspace.edit(
            "verifier_key: \"\(old)\"", "verifier_key: \"\(new)\"\n  earlier_verifier_keys: [\"\(old)\"]")
        try await act(as: "keeper")
        let ended = try await rotate("signing-key", "--end-overlap")
        #expect(ended.status == 0, "\(ended.errorText)")
        #expect(try await fields("audit")["previous_signing_key"] == nil)
        try await act(as: "reader")
        let third = try await workspace.taken()
        #expect(try await verify(third, newKey).status == 0)
        #expect(try await verify(third, old).status == 40)
        // What the old key has signed can be checked and opened as before.
        #expect(try await !workspace.decrypted(first).isEmpty)
        try workspace.directory.write("both.vkey", "\(new)\n\(old)\n")
        #expect(try await verify(first, "\(workspace.directory.path)/both.vkey").status == 0)
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", newKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }

    /// Whether a secret id opens the way in.
    private func opens(_ secretID: String) async throws -> Bool {
        let role = try String(contentsOfFile: lab.text("approle", "role_id_file"), encoding: .utf8)
        let answer = try await lab.bao(
            "POST", "auth/approle/login",
            ["role_id": .string(role.trimmingCharacters(in: .newlines)), "secret_id": .string(secretID)], headers: [])
        return answer["auth"]?["client_token"] != nil
    }

    @Test func `wherever the process ends, the secret id in its file opens the way in, and the old one is ended`()
        async throws
    {
        try await act(as: "reader")
        let file = lab.text("approle", "secret_id_file")
        func current() throws -> String {
            try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        let points = ["stored", "registered", "linked", "promoted", "ended"]
        for point in points.map({ "secret-id-\($0)" }) + [""] {
            let old = try current()
            let crashed = try await rotate("secret-id", environment: ["CLOUD_EXTRACTOR_FAIL_POINT": point])
            #expect(crashed.status == (point.isEmpty ? 0 : FailPoint.status), "\(point): \(crashed.errorText)")
            #expect(try await opens(try current()), "\(point)")
            let gone = try await rotate("secret-id")
            #expect(gone.status == 0, "\(point): \(gone.errorText)")
            let new = try current()
            #expect(new != old, "\(point)")
            #expect(try await opens(new), "\(point)")
            #expect(try await !opens(old), "\(point)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: URL(filePath: file).deletingLastPathComponent().path())
            #expect(!names.contains { $0.hasSuffix(".next") || $0.hasSuffix(".previous") }, "\(point): \(names)")
        }
        // Where each is good for a login or two, a trial would be one too many.
        try await lab.bao(
            "POST", "auth/approle/role/cloud-extractor/secret-id-num-uses", ["secret_id_num_uses": 1], mustSucceed: true
        )
        let last = try current()
        let few = try await rotate("secret-id")
        #expect(few.status == 10, "\(few.errorText)")
        #expect(try current() == last)
        #expect(try await opens(last))
        // And the login goes on.
        #expect(try await workspace.snapshot().status == 0)
        let audit = try await Program.run(
            "audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }
}
