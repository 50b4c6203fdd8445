// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The files of `config/` as the program takes them; `AgentTests` looks at every line of them.
struct ExampleTests {
    @Test(arguments: [
        ("minimal", "extractors"), ("production", "extractors"), ("full", "extractors"), ("full", "extractors-full"),
    ])
    func `the program reads it where it stands`(name: String, extractors: String) async throws {
        let folder = "\(Repository.root)/config"
        let command = try await Program.run(
            "policy", "vault", "reader", "--config", "\(folder)/\(name).yaml",
            "--extractors", "\(folder)/\(extractors).yaml")
        #expect(command.status == 0, "\(command.errorText)")
        #expect(command.outputText.contains("capabilities"))
    }

    @Test func `a snapshot is taken with minimal, of one cloud and of nothing but that`() async throws {
        let workspace = try await Workspace.shared()
        // The lab's own values at the same keys, and its extractors: it knows some types only. Where its cloud is, the
        // environment says.
        let lab = workspace.text(workspace.config).split(separator: "\n").filter { !$0.hasSuffix(":") }
        func key(_ line: Substring) -> Substring { line.drop { $0 == " " }.prefix { $0 != ":" } }
        let minimal = try Repository.text("config/minimal.yaml").split(separator: "\n").map { line in
            let isSetting = line.contains(/^ *[a-z_]+: [^#{]/) && !line.contains("method:")
            return isSetting ? lab.first { key($0) == key(line) } ?? line : line
        }
        try workspace.directory.write("production.yaml", minimal.joined(separator: "\n"))
        let endpoint = try #require(lab.first { key($0) == "endpoint_url" })
            .split(separator: ": ")[1].trimmingCharacters(in: ["\""])
        let command = try await workspace.snapshot(environment: ["AWS_ENDPOINT_URL": endpoint])
        #expect(command.status == 0, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let records = try await workspace.decrypted(path)
        #expect(records.count > 20)
        #expect(records.allSatisfy { $0["resource_type"]?.string?.hasPrefix("aws:") == true })
    }
}
