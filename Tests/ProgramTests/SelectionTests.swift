// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What a user leaves out by choice is not asked for, and the manifest says that it was left out.
struct SelectionTests {
    private func snapshot(_ extractors: String) async throws -> (units: [JSONValue], records: [JSONValue]) {
        let workspace = try await Workspace.shared()
        try workspace.directory.write("extractors.yaml", "extractors:\n  aws:\n\(extractors)")
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        return (manifest["units"]?.array ?? [], try await workspace.decrypted(path))
    }

    @Test func `filters are applied by AWS, to the types that know them`() async throws {
        let all = try await snapshot("    ec2: {enabled: true, types: [instance, subnet]}\n")
        let few = try await snapshot(
            "    ec2: {enabled: true, types: [instance, subnet], filters: {instance-type: [t3.micro, m5.large]}}\n")
        func types(_ records: [JSONValue]) -> [String] {
            records.compactMap { $0["configuration"]?["InstanceType"]?.string }
        }
        #expect(Set(types(few.records)) == ["t3.micro", "m5.large"])
        #expect(types(few.records).count == types(all.records).count { ["t3.micro", "m5.large"].contains($0) })
        let subnets = few.records.count { $0["resource_type"]?.string == "aws:ec2:subnet" }
        #expect(subnets == all.records.count { $0["resource_type"]?.string == "aws:ec2:subnet" })
        for unit in few.units {
            let filters: JSONValue = ["filters": ["instance-type": ["t3.micro", "m5.large"]]]
            #expect(unit["selection"] == (unit["resource_type"]?.string == "aws:ec2:instance" ? filters : nil))
        }
    }

    @Test func `tags filter every type that takes filters`() async throws {
        let found = try await snapshot(
            "    ec2: {enabled: true, types: [instance, vpc], filters: {\"tag:Environment\": [prod]}}\n")
        #expect(!found.records.isEmpty)
        #expect(found.records.allSatisfy { $0["metadata"]?["tags"]?["Environment"]?.string == "prod" })
        #expect(found.units.allSatisfy { $0["selection"]?["filters"] == ["tag:Environment": ["prod"]] })
    }

    @Test func `buckets are chosen by patterns of the shell, and no other is asked about`() async throws {
        let found = try await snapshot("    s3: {enabled: true, include_buckets: [\"*-logs\", \"*-archiv?\"]}\n")
        let names = found.records.compactMap { $0["metadata"]?["resource_id"]?.string }
        #expect(names.sorted() == ["cloud-extractor-demo-archive", "cloud-extractor-demo-audit-logs"])
        #expect(found.units.first?["selection"] == ["include": ["*-logs", "*-archiv?"]])
        #expect((found.units.first?["left_out"]?.integer ?? 0) > 0)
        // One list, and the further calls of two buckets.
        #expect((found.units.first?["calls"]?.integer ?? 0) < 40)
    }

    @Test func `a choice that nothing meets is told`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    s3: {enabled: true, include_buckets: [\"no-such-*\"]}\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 0)
        #expect(command.errorText.contains("items of aws:s3:bucket none is what"), "\(command.errorText)")
    }

    @Test(arguments: [
        ("    ec2: {enabled: true, filters: {colour: [blue]}}\n", "holds 'colour', which is none of availability-zone"),
        ("    ec2: {enabled: true, types: [instance, unicorn]}\n", "holds 'unicorn', which is none of instance"),
        ("    iam: {enabled: true, filters: {tag:x: [y]}}\n", "unknown key 'extractors.aws.iam.filters'"),
        ("    ec2: {enabled: true, include_buckets: [x]}\n", "unknown key 'extractors.aws.ec2.include_buckets'"),
    ])
    func `what cannot be chosen is refused`(extractors: String, says: String) async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write("extractors.yaml", "extractors:\n  aws:\n\(extractors)")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains(says), "\(command.errorText)")
    }
}
