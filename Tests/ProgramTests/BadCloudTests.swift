// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What AWS refuses is told apart: credentials, denial, silence.
struct BadCloudTests {
    @Test(arguments: ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])
    func `a wish that is not understood is not taken for none`(name: String) async throws {
        let workspace = try await Workspace.shared()
        let command = try await workspace.snapshot(environment: [name: "yes"])
        #expect(command.status == 10)
        #expect(command.errorText.contains("\(name): is neither true nor false"), "\(command.errorText)")
    }

    @Test func `an unreachable endpoint`() async throws {
        let workspace = try await Workspace.shared()
        let command = try await workspace.snapshot(environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"])
        #expect(command.status == 30, "\(command.errorText)")
        #expect(command.errorText.contains("sts:AssumeRole"))
    }

    @Test func `credentials that no longer work`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        let secret = try await lab.secret("aws", "secret_access_key")
        _ = try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/aws",
            ["data": ["access_key_id": "AKIAGONE000000000000", "secret_access_key": .string(secret)]])
        let command = try await workspace.snapshot()
        #expect(command.status == 31, "\(command.errorText)")
        #expect(command.errorText.contains("InvalidClientTokenId"))
        #expect(!command.errorText.contains(secret))
    }

    @Test func `a wrong external id`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("demo-external-id", "another")
        let command = try await workspace.snapshot()
        #expect(command.status == 32, "\(command.errorText)")
    }

    /// cloudquery#13434: of hundreds of errors nobody could say what was missing.
    @Test func `a denied action makes its unit denied, not empty, and the others complete`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        try await Self.deny("ec2:DescribeVpcs", "s3:GetBucketVersioning", in: lab)
        let command = try await workspace.snapshot()
        #expect(command.status == 4, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let units = try #require(manifest["units"]?.array)
        let denied = units.filter { $0["outcome"]?.string == "denied" }
        #expect(denied.count == 2)
        #expect(denied.allSatisfy { $0["resource_type"]?.string == "aws:ec2:vpc" })
        #expect(denied.allSatisfy { $0["reason"]?.string == "UnauthorizedOperation" })
        #expect(denied.allSatisfy { $0["request_id"]?.string?.isEmpty == false })
        #expect(units.count { $0["outcome"]?.string == "complete" } == 7)

        // A follow-up that is denied is missing from its records, which is said in each of them and in the manifest.
        let buckets = try #require(units.first { $0["resource_type"]?.string == "aws:s3:bucket" })
        #expect(buckets["incomplete_records"]?.integer == 8)
        let records = try await workspace.decrypted(path).filter { $0["resource_type"]?.string == "aws:s3:bucket" }
        #expect(records.count == 8)
        for record in records {
            #expect(record["configuration"]?["Versioning"] == nil)
            #expect(record["metadata"]?["missing"]?.array?.first?["code"]?.string == "AccessDenied")
        }
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0)
        #expect(verify.errorText.contains("not complete: aws:ec2:vpc 123456789012/us-east-1: denied"))
    }

    /// ScoutSuite's #1670 and cloud-custodian's #11004: what a further call was denied looked like what is not set.
    @Test func `records with parts missing are no complete snapshot, and whoever opens them is told`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        try await Self.deny("s3:GetBucketVersioning", in: lab)
        let command = try await workspace.snapshot()
        #expect(command.status == 4, "\(command.errorText)")
        #expect(command.errorText.contains("8 records with parts missing"))
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let opened = try await Program.run("decrypt", path, "--config", workspace.config, "--type", "aws:s3:*")
        #expect(opened.status == 0 && opened.errorText.contains("parts missing: aws:s3:bucket"))
        let others = try await Program.run("decrypt", path, "--config", workspace.config, "--type", "aws:ec2:*")
        #expect(others.status == 0 && !others.errorText.contains("parts missing"))
        let readable = try await workspace.snapshot("--require", "readable")
        #expect(readable.status == 0, "\(readable.errorText)")
    }

    /// Adds an explicit deny to the role.
    private static func deny(_ actions: String..., in lab: Lab) async throws {
        let policy: JSONValue = [
            "Version": "2012-10-17",
            "Statement": [["Effect": "Deny", "Action": JSONValue(strings: actions), "Resource": "*"]],
        ]
        try await lab.aws([
            (
                "iam", "put_role_policy",
                [
                    "RoleName": "cloud-extractor-read", "PolicyName": "deny",
                    "PolicyDocument": .string(String(decoding: policy.canonical, as: UTF8.self)),
                ]
            )
        ])
    }
}
