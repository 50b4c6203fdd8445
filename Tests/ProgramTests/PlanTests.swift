// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What would be done, before it is done; and what became of it afterwards.
struct PlanTests {
    private func names(_ json: JSONValue) -> [String] {
        (json["units"]?.array ?? []).map { unit in
            ["resource_type", "account_id", "region"].map { unit[$0]?.string ?? "" }.joined(separator: " ")
        }
    }

    @Test func `a plan names units, calls, permissions and sessions, and takes nothing`() async throws {
        let workspace = try await Workspace.shared()
        let first = try await Program.run("snapshot", "--plan", "--json", "--config", workspace.config)
        #expect(first.status == 0, "\(first.errorText)")
        let second = try await Program.run("snapshot", "--plan", "--json", "--config", workspace.config)
        #expect(first.output == second.output)
        let plan = try JSONValue(parsing: Array(first.output).span)
        #expect(!FileManager.default.fileExists(atPath: workspace.output))
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        // What is planned is what is done, in the same order.
        #expect(names(plan) == names(manifest) && names(plan).count > 5)
        func permissions(_ json: JSONValue) -> [JSONValue?] {
            (json["sessions"]?.array ?? []).map { $0["permissions"] }
        }
        #expect(permissions(plan) == permissions(manifest))
        for unit in plan["units"]?.array ?? [] {
            let session = plan["sessions"]?.array?[unit["session"]?.integer ?? 0]
            let allowed = Set(session?["permissions"]?.array?.compactMap(\.string) ?? [])
            #expect(unit["operations"]?.array?.isEmpty == false)
            let needed = unit["permissions"]?.array?.compactMap(\.string) ?? []
            #expect(!needed.isEmpty && allowed.isSuperset(of: needed))
        }
        let text = try await Program.run("snapshot", "--plan", "--config", workspace.config)
        let lines = text.outputText.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("unit aws:ec2:instance") && $0.contains("DescribeInstances") })
        #expect(lines.contains { $0.hasPrefix("session 0: ") } && lines.contains { $0.hasPrefix("account aws ") })
        let misused = try await Program.run("snapshot", "--json", "--config", workspace.config)
        #expect(misused.status == 64)
    }

    @Test func `a plan of Azure and Google Cloud is what is done, and the same twice`() async throws {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              azure:
                compute: {enabled: true}
                network: {enabled: true}
              gcp:
                compute: {enabled: true, types: [firewall, network, subnetwork]}
                iam: {enabled: true}

            """)
        func plan(_ options: String...) async throws -> Command {
            try await Command.run(Program.path, ["snapshot", "--plan", "--config", workspace.config] + options)
        }
        let first = try await plan("--json")
        #expect(first.status == 0, "\(first.errorText)")
        #expect(first.output == (try await plan("--json").output))
        let text = try await plan()
        #expect(text.status == 0 && !text.output.isEmpty)
        #expect(text.output == (try await plan().output))
        #expect(!FileManager.default.fileExists(atPath: workspace.output))

        let plan = try JSONValue(parsing: Array(first.output).span)
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        #expect(names(plan) == names(manifest))
        let units = try #require(plan["units"]?.array)
        for (cloud, operation) in [
            ("azure", "GET /subscriptions/{subscription}/"), ("gcp", "GET /compute/v1/projects/{project}/"),
        ] {
            let own = units.filter { $0["resource_type"]?.string?.hasPrefix("\(cloud):") == true }
            #expect(own.count > 5)
            let operations = own.flatMap { $0["operations"]?.array?.compactMap(\.string) ?? [] }
            #expect(operations.contains { $0.hasPrefix(operation) }, "\(operations)")
            for unit in own {
                #expect(unit["permissions"]?.array?.isEmpty == false && unit["operations"]?.array?.isEmpty == false)
                let session = plan["sessions"]?.array?[unit["session"]?.integer ?? 0]
                #expect(session?["account_id"] == unit["account_id"])
            }
        }
        let accounts = Set((plan["accounts"]?.array ?? []).compactMap { $0["account_id"]?.string })
        #expect(accounts.isSuperset(of: units.compactMap { $0["account_id"]?.string }))
    }

    @Test func `an estate that has not changed has no differences, and one that has, those`() async throws {
        let lab = try await Lab(["--only", "bao,simulator"])
        let workspace = try Workspace(lab)
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  azure:\n    compute: {enabled: true, types: [disk]}\n  gcp:\n    pubsub: {enabled: true}\n")
        let first = try await workspace.taken()
        let second = try await workspace.taken()
        let same = try await Program.run("diff", first, second, "--config", workspace.config)
        #expect(same.status == 0 && same.output.isEmpty && same.errors.isEmpty, "\(same.errorText)")
        // One disk is all that is left, and the list says so.
        let group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
        try await lab.simulator(
            "faults",
            [
                [
                    "path": "11111111-1111-1111-1111-111111111111/providers/Microsoft.Compute/disks", "status": 200,
                    "body": ["value": [["id": .string("\(group)/new"), "name": "new", "location": "eastus"]]],
                ],
                ["path": "demo-project/topics", "status": 403, "body": ["error": ["status": "PERMISSION_DENIED"]]],
            ])
        let readable = try await Program.run("snapshot", "--require", "readable", "--config", workspace.config)
        #expect(readable.status == 0, "\(readable.errorText)")
        let third = readable.outputText.trimmingCharacters(in: .newlines)
        let diff = try await Program.run("diff", second, third, "--json", "--config", workspace.config)
        #expect(diff.status == 0)
        #expect(diff.errorText.contains("not complete in both: gcp:pubsub:topic demo-project"))
        let changes = try diff.lines()
        func kinds(_ type: String) -> [String] {
            changes.filter { $0["resource_type"]?.string == type }.compactMap { $0["change"]?.string }.sorted()
        }
        #expect(kinds("azure:compute:disk") == ["added", "removed", "removed", "removed"])
        #expect(Set(kinds("gcp:pubsub:topic")) == ["unclear"])
        let text = try await Program.run("diff", second, third, "--config", workspace.config)
        #expect(text.outputText.contains("+ azure:compute:disk"))
        let strict = try await workspace.snapshot()
        #expect(strict.status == 4)
        // The records of one type alone.
        let few = try await Program.run(
            "decrypt", third, "--config", workspace.config, "--type", "azure:*:disk", "--id", "*/new")
        #expect(try few.lines().count == 1)
    }
}
