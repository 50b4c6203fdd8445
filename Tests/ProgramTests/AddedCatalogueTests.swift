// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// A resource type of a user's own is a few lines in a file.
struct AddedCatalogueTests {
    private static let plain = """
        service: ec2
        scope: region
        types:
          - type: plain-vpc
            list: DescribeVpcs
            items: Vpcs
            id: VpcId
            redact: [CidrBlock]

        """

    private func workspace(_ file: String, types: String = "[plain-vpc]") async throws -> Workspace {
        let workspace = try await Workspace.shared()
        let directory = "\(workspace.directory.path)/types"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        try workspace.directory.write("types/own.yaml", file)
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  catalogue_dirs: [\(directory)]\n  aws:\n    ec2: {enabled: true, types: \(types)}\n")
        return workspace
    }

    @Test func `a type of the user's own is extracted, and its file stands in the manifest`() async throws {
        let workspace = try await workspace(Self.plain)
        let path = try await workspace.taken()
        let records = try await workspace.decrypted(path)
        #expect(!records.isEmpty)
        for record in records {
            #expect(record["resource_type"]?.string == "aws:ec2:plain-vpc")
            #expect(record["configuration"]?["CidrBlock"]?.string?.hasPrefix("hmac-sha256:") == true)
        }
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let added = try #require(manifest["added_catalogues"]?.array)
        #expect(added.compactMap { $0["file"]?.string } == ["\(workspace.directory.path)/types/own.yaml"])
        let digest = try await Command.run("/usr/bin/sha256sum", ["\(workspace.directory.path)/types/own.yaml"])
        #expect(digest.outputText.hasPrefix(added[0]["sha256"]?.string ?? "nothing"))
        let check = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(check.status == 0, "\(check.errorText)")

        let directory = "\(workspace.directory.path)/types"
        let list = try await Program.run("extractors", "--catalogue-dir", directory)
        #expect(list.outputText.contains("aws:ec2:plain-vpc\n"))
    }

    @Test(arguments: [
        ("type: plain-vpc", "type: vpc", "own.yaml:4:11: 'types.type' is there twice"),
        ("DescribeVpcs", "DeleteVpc", "own.yaml:5:11: 'types.list' names DeleteVpc"),
        ("DescribeVpcs", "CreateVpc", "own.yaml:5:11: 'types.list' names CreateVpc, which does more than read"),
        ("[CidrBlock]", "[Cidr]", "own.yaml:8:13: 'types.redact' holds 'Cidr', no path"),
        ("service: ec2", "service: ec9", "own.yaml:1:10: 'service' is no service that has a model"),
    ])
    func `what is wrong with it is refused with its place`(old: String, new: String, says: String) async throws {
        let workspace = try await workspace(Self.plain.replacing(old, with: new))
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains(says), "\(command.errorText)")
        #expect(!FileManager.default.fileExists(atPath: workspace.output))
    }

    @Test func `a directory without types is no catalogue`() async throws {
        let workspace = try await workspace(Self.plain)
        try FileManager.default.removeItem(atPath: "\(workspace.directory.path)/types/own.yaml")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains("holds no file whose name ends with .yaml"), "\(command.errorText)")
    }
}
