// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

@testable import cloud_extractor

/// Every command that a document shows is run here as it stands.
struct DocumentTests {
    /// The `sh` blocks of a document. Blocks of other kinds are output, or commands that run for minutes.
    private static func scripts(in document: String) throws -> [String] {
        var scripts: [String] = []
        var current: [String]?
        for line in try Repository.text(document).split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```sh" {
                current = []
            } else if line == "```", let lines = current {
                scripts.append(lines.joined(separator: "\n"))
                current = nil
            } else {
                current?.append(String(line))
            }
        }
        return scripts
    }

    @Test(arguments: [
        ("README.md", 1, "prod"), ("docs/setup.md", 7, "prod"), ("docs/keys.md", 1, "demo"),
        ("docs/audit.md", 2, "demo"),
    ])
    func `the commands of a document work`(document: String, count: Int, environment: String) async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        if document == "docs/audit.md" {
            // It is about a log that is there.
            try workspace.anchorLog()
            _ = try await workspace.taken()
        }
        let scripts = try Self.scripts(in: document)
        #expect(scripts.count == count)
        // Where the documents say that things are.
        try FileManager.default.createDirectory(
            atPath: "\(workspace.directory.path)/config", withIntermediateDirectories: false)
        for name in ["production.yaml", "extractors.yaml"] {
            try FileManager.default.copyItem(
                atPath: "\(workspace.directory.path)/\(name)", toPath: "\(workspace.directory.path)/config/\(name)")
        }
        try workspace.directory.write("audit.vkey", workspace.publicKey + "\n")
        let programs = [Program.path, Repository.python].map { URL(filePath: $0).deletingLastPathComponent().path() }
        for script in scripts {
            let text = script.replacingOccurrences(of: "/var/lib/cloud-extractor/audit", with: workspace.audit)
                .replacingOccurrences(of: "cloud-extractor/prod/", with: "cloud-extractor/\(environment)/")
            let command = try await Command.run(
                "/bin/bash", ["-euo", "pipefail", "-c", text],
                environment: [
                    "PATH": programs.joined(separator: ":") + ":/usr/bin:/bin",
                    "BAO_ADDR": lab.text("bao", "address"), "VAULT_ADDR": lab.text("bao", "address"),
                    "BAO_TOKEN": lab.text("bao", "root_token"), "VAULT_TOKEN": lab.text("bao", "root_token"),
                ], directory: workspace.directory.path)
            #expect(command.status == 0, "\(script)\n\(command.errorText)")
            #expect(!command.output.isEmpty)
        }
    }

    @Test func `the keys that the setup makes are keys that a snapshot takes`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        let origin = "cloud-extractor.example/audit/demo"
        let ring = try await Program.run("keys", "generate", "fernet", "--id", "2026-11")
        let audit = try await Program.run("keys", "generate", "audit", "--origin", origin)
        for (name, keys) in [("fernet", ring), ("audit", audit)] {
            let data = try #require(try keys.lines().first)
            _ = try await lab.bao("POST", "secret/data/cloud-extractor/demo/\(name)", ["data": data])
        }
        let verifier = try #require(try audit.lines().first?["verifier_key"]?.string)
        try workspace.edit(workspace.publicKey, verifier)
        let path = try await workspace.taken()
        #expect(try await Program.run("verify", path, "--public-key", verifier).status == 0)
        #expect(try await workspace.decrypted(path).count > 80)
    }

    @Test func `every exit code is documented, and no other`() throws {
        let rows = try Repository.text("docs/exit-codes.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
        let documented = rows.compactMap { row -> String? in
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return Int(cells[1]) == nil ? nil : "\(cells[1]) \(cells[2])"
        }
        let expected = ExitStatus.allCases.map { "\($0.rawValue) `\($0)`" } + ["64 "]
        #expect(documented.sorted() == expected.sorted())
    }

    @Test(arguments: ["minimal", "production"])
    func `the configuration that comes with the program is one that it reads`(name: String) async throws {
        // It names a Vault that is not there: everything before that was good.
        let directory = try TemporaryDirectory()
        let text = try Repository.text("config/\(name).yaml")
            .replacingOccurrences(of: "/var/lib/cloud-extractor", with: directory.path)
            .replacingOccurrences(of: "/etc/cloud-extractor", with: directory.path)
        try directory.write("production.yaml", text)
        try directory.write("extractors.yaml", try Repository.text("config/extractors.yaml"))
        try directory.write("role-id", "role")
        try directory.write("secret-id", "secret")
        let command = try await Program.run(
            "snapshot", "--config", "\(directory.path)/production.yaml",
            environment: ["VAULT_ADDR": "https://127.0.0.1:9"])
        #expect(command.status == 20, "\(command.errorText)")
    }
}
