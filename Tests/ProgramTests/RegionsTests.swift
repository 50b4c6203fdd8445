// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

struct RegionsTests {
    @Test func `all regions are those that the account has, and the manifest names the others`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("    regions:\n      - us-east-1\n      - us-west-2\n", "    regions: all\n")
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    ec2: {enabled: true, types: [vpc]}\n")
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let regions = try #require(manifest["accounts"]?.array?.first?["regions"]?.array)
        let enabled = regions.filter { $0["status"]?.string != "not-opted-in" }.compactMap { $0["region"]?.string }
        #expect(enabled.contains("us-east-1") && enabled.count > 3)
        let units = try #require(manifest["units"]?.array)
        #expect(units.compactMap { $0["region"]?.string }.sorted() == enabled.sorted())
        #expect(units.allSatisfy { $0["outcome"]?.string == "complete" })
        let check = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(check.status == 0)
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        let opened = try shown.lines().filter {
            $0["action"]?.string == "aws.session.open" && $0["phase"]?.string == "intent"
        }
        #expect(opened.first?["detail"]?["permissions"] == ["ec2:DescribeRegions"])
    }

    /// prowler#2713: it hung at a region that was not enabled.
    @Test func `a region that the account has not, and one that nobody has, are told apart from errors`() async throws {
        let workspace = try Workspace(try await Lab(["--only", "bao,moto"]))
        try workspace.edit(
            "      - us-east-1\n      - us-west-2\n",
            "      - us-north-7\n      - me-central-1\n      - us-east-1\n")
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    ec2: {enabled: true, types: [vpc]}\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 3, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let units = try #require(manifest["units"]?.array)
        func outcome(_ region: String) -> [String?] {
            let unit = units.first { $0["region"]?.string == region }
            return [unit?["outcome"]?.string, unit?["reason"]?.string]
        }
        #expect(outcome("us-east-1") == ["complete", nil])
        #expect(outcome("me-central-1") == ["disabled", "not-opted-in"])
        #expect(outcome("us-north-7") == ["failed", "NoSuchRegion"])
        #expect(units.allSatisfy { $0["region"]?.string == "us-east-1" || $0["calls"]?.integer == 0 })
    }

    @Test func `a session says who is behind it`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit(
            "    external_id:",
            "    source_identity: cloud-extractor\n    session_tags: {Environment: prod}\n    external_id:")
        let command = try await workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
    }
}
