// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What is left of secrets in the memory of the program when it writes its output, which it does last. Read by root from
/// `/proc/<pid>/mem`, libcurl's and OpenSSL's memory included.
struct MemoryTests {
    private func canaries(_ lab: Lab) async throws -> JSONObject {
        var canaries: JSONObject = [
            "aws secret key": .string(try await lab.secret("aws", "secret_access_key")),
            "sealing key": .string(try await lab.secret("fernet", "key_k1")),
            "older key": .string(try await lab.secret("fernet", "key_k0")),
            "signing key": .string(try await lab.secret("audit", "signing_key")),
            "azure client secret": .string(try await lab.secret("azure", "client_secret")),
        ]
        // A line in the middle of it, which PEM does not wrap.
        let key = try await lab.secret("gcp", "private_key").split(separator: "\n")
        canaries["gcp private key"] = .string(key.isEmpty ? "" : String(key[key.count / 2]))
        for file in ["role_id_file", "secret_id_file"] {
            let text = try String(contentsOf: URL(filePath: lab.text("approle", file)), encoding: .utf8)
            canaries[file] = .string(text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(canaries.members.allSatisfy { ($0.value.string?.count ?? 0) >= 32 })
        return canaries
    }

    private func scan(_ command: [String], _ canaries: JSONObject) async throws -> [JSONValue] {
        let answer = try await Oracle.ask(
            "memory_scan",
            question: [
                "command": JSONValue(strings: command), "canaries": .object(canaries),
                "environment": ["PATH": "/usr/bin:/bin"],
            ])
        #expect(answer["status"]?.integer == 0)
        #expect((answer["scanned_bytes"]?.integer ?? 0) > 1 << 20)
        #expect(answer["unreadable"]?.integer == 0)
        return answer["hits"]?.array ?? []
    }

    @Test func `the scan finds what is there`() async throws {
        let canary = "a-canary-of-the-test-0123456789abcdef"
        let masked = canary.utf8.map { String(format: "%02x", $0 ^ 0x5A) }.joined()
        let holder = "\(Repository.root)/scripts/oracle/memory_holder.py"
        for places in [["heap", "guarded"], []] {
            let hits = try await scan(
                ["/usr/bin/env", "MASKED=\(masked)", Repository.python, holder] + places, ["canary": .string(canary)])
            #expect(hits.compactMap { $0["place"]?.string }.sorted() == places.sorted().reversed().sorted())
        }
    }

    @Test(arguments: ["dev", "server"])
    func `after a snapshot no secret is anywhere, and while records are opened only the keys, under guard`(
        mode: String
    ) async throws {
        let lab = try await Lab(["--mode", mode, "--only", "bao,ministack,simulator"])
        let canaries = try await canaries(lab)
        let workspace = try Workspace(lab)
        // How much stays behind can depend on what takes its place: more than one look.
        for _ in 0..<3 {
            let hits = try await scan([Program.path, "snapshot", "--config", workspace.config, "--quiet"], canaries)
            #expect(hits.isEmpty, "\(hits)")
        }
        let snapshot = try await workspace.taken()
        for _ in 0..<3 {
            let hits = try await scan([Program.path, "decrypt", snapshot, "--config", workspace.config], canaries)
            #expect(
                hits.allSatisfy { $0["place"]?.string == "guarded" && $0["encoding"]?.string == "decoded" }, "\(hits)")
            #expect(hits.count == 2, "\(hits)")
        }
    }
}
