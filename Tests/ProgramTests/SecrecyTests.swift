// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// No secret is in anything that the program writes, whether it succeeds or fails.
struct SecrecyTests {
    private func secrets(_ lab: Lab) async throws -> [String] {
        var secrets = [
            try await lab.secret("aws", "secret_access_key"), try await lab.secret("fernet", "key_k1"),
            try await lab.secret("fernet", "key_k0"), try await lab.secret("audit", "signing_key"),
        ]
        for file in ["role_id_file", "secret_id_file"] {
            let text = try String(contentsOf: URL(filePath: lab.text("approle", file)), encoding: .utf8)
            secrets.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(secrets.allSatisfy { $0.count >= 16 })
        return secrets
    }

    @Test func `nothing that is written holds a secret`() async throws {
        let workspace = try await Workspace.shared()
        let secrets = try await secrets(workspace.lab)
        var commands = [try await workspace.snapshot()]
        let path = commands[0].outputText.trimmingCharacters(in: .newlines)
        commands.append(try await Program.run("decrypt", path, "--config", workspace.config))
        commands.append(try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey))
        try workspace.edit("demo-external-id", "another")
        commands.append(try await workspace.snapshot())
        #expect(commands.map(\.status) == [0, 0, 0, 32])

        var places = commands.enumerated().flatMap { [("output \($0)", $1.output), ("errors \($0)", $1.errors)] }
        for file in try Workspace.files(below: workspace.output) + Workspace.files(below: workspace.audit) {
            places.append((file.path, file.contents))
        }
        #expect(places.count > 15)
        for (name, contents) in places {
            for (index, secret) in secrets.enumerated() {
                #expect(contents.range(of: Data(secret.utf8)) == nil, "secret \(index) in \(name)")
            }
        }
    }

    @Test func `records are not readable without the key`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        for file in try Workspace.files(below: "\(path)/records") {
            #expect(file.contents.range(of: Data("InstanceId".utf8)) == nil)
            #expect(file.contents.starts(with: Data("gAAAAA".utf8)))
        }
    }

    @Test func `what is written is for this user alone`() async throws {
        let workspace = try await Workspace.shared()
        _ = try await workspace.taken()
        let find = try await Command.run("/usr/bin/find", [workspace.output, workspace.audit, "-perm", "/077"])
        #expect(find.status == 0)
        #expect(find.outputText.isEmpty, "\(find.outputText)")
    }
}
