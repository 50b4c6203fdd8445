// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Every way into Azure and Google Cloud.
struct CloudLoginTests {
    private static let shared = Task { try await Lab(["--only", "bao,simulator"], isShared: true) }

    private func workspace() async throws -> Workspace {
        let workspace = try Workspace(try await Self.shared.value)
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              azure:
                compute: {enabled: true, types: [disk]}
              gcp:
                compute: {enabled: true, types: [network]}
                pubsub: {enabled: true, types: [topic]}

            """)
        return workspace
    }

    private func principals(_ workspace: Workspace) async throws -> Set<String> {
        let command = try await workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        // Whoever only impersonates reads nothing.
        let readers = (manifest["sessions"]?.array ?? []).filter { $0["permissions"]?.array?.isEmpty == false }
        return Set(readers.compactMap { $0["principal"]?.string })
    }

    @Test func `a workload shows the token that another issuer wrote for it`() async throws {
        let workspace = try await workspace()
        let lab = workspace.lab
        try workspace.edit(
            "credentials: azure",
            "method: workload_identity\n    client_id: \(lab.text("simulator", "client_id"))\n"
                + "    token_file: \(lab.text("simulator", "token_files", "azure"))")
        try workspace.edit(
            "credentials: gcp",
            "method: workload_identity\n    audience: \(lab.text("simulator", "audience"))\n"
                + "    token_file: \(lab.text("simulator", "token_files", "gcp"))")
        #expect(
            try await principals(workspace) == [lab.text("simulator", "client_id"), lab.text("simulator", "reader")])
        // A token for somebody else is none for us, and stands nowhere.
        let other = lab.text("simulator", "token_files", "gcp")
        try workspace.edit("token_file: \(lab.text("simulator", "token_files", "azure"))", "token_file: \(other)")
        let command = try await workspace.snapshot()
        #expect(command.status == 3)
        #expect(command.errorText.contains("AADSTS"), "\(command.errorText)")
        let token = try String(contentsOf: URL(filePath: other), encoding: .utf8)
        #expect(!command.errorText.contains(token.suffix(40)))
    }

    @Test func `a machine has an identity of its own`() async throws {
        let workspace = try await workspace()
        try workspace.edit("credentials: azure", "method: managed_identity")
        try workspace.edit("credentials: gcp", "method: metadata_server")
        #expect(
            try await principals(workspace) == [
                "the machine's identity", workspace.lab.text("simulator", "reader"),
            ])
    }

    @Test func `each login, and each account that is impersonated, is announced in the audit log`() async throws {
        let workspace = try await workspace()
        let reader = workspace.lab.text("simulator", "reader")
        _ = try await principals(workspace)
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        let opened = try shown.lines().filter {
            $0["action"]?.string?.hasSuffix(".session.open") == true && $0["phase"]?.string == "intent"
        }
        // As the reader once for each scope: of the resource manager, of Compute, and of services without one to read.
        #expect(
            opened.compactMap { $0["target"]?.string }.sorted()
                == [
                    workspace.lab.text("simulator", "tenant"), workspace.lab.text("simulator", "service_account"),
                    reader,
                    reader, reader,
                ].sorted())
        for secret in [
            try await workspace.lab.secret("azure", "client_secret"),
            try await workspace.lab.secret("gcp", "private_key").split(separator: "\n").dropFirst().first
                .map(String.init) ?? "",
        ] {
            #expect(!secret.isEmpty && !shown.outputText.contains(secret))
        }
    }
}
