// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Every account that was wanted is either read or said not to be.
struct AccountsTests {
    private static let own = "123456789012"
    private static let second = "222222222222"
    private static let closed = "333333333333"

    private func manifest(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
    }

    /// The role of the same name in another account, for the user of the lab's own.
    private func makeRole(in account: String, _ lab: Lab) async throws {
        let trust: JSONValue = [
            "Version": "2012-10-17",
            "Statement": [
                [
                    "Effect": "Allow", "Principal": ["AWS": .string("arn:aws:iam::\(Self.own):user/cloud-extractor")],
                    "Action": "sts:AssumeRole",
                ]
            ],
        ]
        let reads: JSONValue = [
            "Version": "2012-10-17",
            "Statement": [["Effect": "Allow", "Action": ["ec2:Describe*", "s3:*"], "Resource": "*"]],
        ]
        func text(_ policy: JSONValue) -> JSONValue { .string(String(decoding: policy.canonical, as: UTF8.self)) }
        try await lab.aws(
            account: account,
            [
                (
                    "iam", "create_role",
                    ["RoleName": "cloud-extractor-read", "AssumeRolePolicyDocument": text(trust)]
                ),
                (
                    "iam", "put_role_policy",
                    ["RoleName": "cloud-extractor-read", "PolicyName": "read", "PolicyDocument": text(reads)]
                ),
                ("s3", "create_bucket", ["Bucket": .string("bucket-of-\(account)")]),
            ])
        // What the user may assume is the user's side of it.
        let assume: JSONValue = [
            "Version": "2012-10-17",
            "Statement": [["Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/*"]],
        ]
        try await lab.aws([
            (
                "iam", "put_user_policy",
                ["UserName": "cloud-extractor", "PolicyName": "assume-all", "PolicyDocument": text(assume)]
            )
        ])
    }

    /// steampipe#1848: one account that could not be entered emptied all of them.
    @Test func `each account is read with its own role, and one that cannot be entered is denied, not empty`()
        async throws
    {
        let lab = try await Lab()
        try await makeRole(in: Self.second, lab)
        let workspace = try Workspace(lab)
        try workspace.edit(
            "    external_id:", "    accounts: [\(Self.own), \(Self.second), \(Self.closed)]\n    external_id:")
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    s3: {enabled: true}\n    ec2: {enabled: true, types: [vpc]}\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 4, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try manifest(path)
        let units = try #require(manifest["units"]?.array)
        #expect(units.count == 9)
        for unit in units {
            let isClosed = unit["account_id"]?.string == Self.closed
            #expect(unit["outcome"]?.string == (isClosed ? "denied" : "complete"))
            #expect((unit["session"] == nil) == isClosed)
            if isClosed { #expect(unit["reason"]?.string == "AccessDenied") }
            if let session = unit["session"]?.integer {
                #expect(manifest["sessions"]?.array?[session]["account_id"] == unit["account_id"])
            }
        }
        let accounts = try #require(manifest["accounts"]?.array)
        #expect(accounts.compactMap { $0["outcome"]?.string } == ["complete", "complete", "denied"])
        #expect(accounts.last?["reason"] == "AccessDenied")
        let buckets = try await workspace.decrypted(path).filter { $0["resource_type"]?.string == "aws:s3:bucket" }
        let others = buckets.filter { $0["metadata"]?["account_id"]?.string == Self.second }
        #expect(others.compactMap { $0["metadata"]?["resource_id"]?.string } == ["bucket-of-\(Self.second)"])
        #expect(buckets.count > others.count)
        let check = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(check.status == 0)
        #expect(check.errorText.contains("aws:s3:bucket \(Self.closed)/global: denied, AccessDenied"))
    }

    /// prowler#8250: member accounts beyond the eighth were missing, and nobody said so.
    @Test func `the accounts of an organization are found, but for those that are excluded`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        func create(_ name: String) -> (String, String, JSONValue) {
            (
                "organizations", "create_account",
                ["AccountName": .string(name), "Email": .string("\(name)@example.com")]
            )
        }
        let made = try await lab.aws(
            at: "moto",
            [("organizations", "create_organization", ["FeatureSet": "ALL"]), ("organizations", "list_roots", [:])]
                + ["prod-1", "prod-2", "sandbox-1", "outside"].map(create))
        let root = try #require(made[1]["Roots"]?.array?.first?["Id"])
        let ids = made.suffix(4).compactMap { $0["CreateAccountStatus"]?["AccountId"] }
        let outer = try #require(
            try await lab.aws(
                at: "moto", [("organizations", "create_organizational_unit", ["ParentId": root, "Name": "outer"])]
            ).first?["OrganizationalUnit"]?["Id"])
        let inner = try #require(
            try await lab.aws(
                at: "moto", [("organizations", "create_organizational_unit", ["ParentId": outer, "Name": "inner"])]
            ).first?["OrganizationalUnit"]?["Id"])
        try await lab.aws(
            at: "moto",
            zip(ids, [outer, inner, inner]).map { id, unit in
                (
                    "organizations", "move_account",
                    ["AccountId": id, "SourceParentId": root, "DestinationParentId": unit]
                )
            })
        for (units, expected) in [([outer.string ?? ""], [0, 1]), ([], [0, 1, 3])] {
            let workspace = try Workspace(lab)
            let below = units.isEmpty ? "" : "units: [\(units.joined(separator: ", "))], "
            try workspace.edit(
                "    external_id:",
                "    organization: {\(below)exclude: [\"sandbox-*\", \"[x\"]}\n    external_id:"
            )
            try workspace.directory.write(
                "extractors.yaml", "extractors:\n  aws:\n    ec2: {enabled: true, types: [vpc], regions: [us-east-1]}\n"
            )
            let command = try await workspace.snapshot()
            #expect(command.status == 0, "\(command.errorText)")
            #expect(command.errorText.contains("'[x' under organization.exclude matches no account"))
            let manifest = try manifest(command.outputText.trimmingCharacters(in: .newlines))
            let accounts = try #require(manifest["accounts"]?.array)
            let wanted = expected.compactMap { ids[$0].string } + (units.isEmpty ? [Self.own] : [])
            #expect(
                accounts.filter { $0["outcome"]?.string == "complete" }.compactMap { $0["account_id"]?.string }
                    == wanted.sorted())
            let excluded = accounts.filter { $0["reason"]?.string == "excluded" }
            #expect(excluded.map { $0["account_id"] } == [ids[2]])
            #expect(manifest["units"]?.array?.compactMap { $0["account_id"]?.string } == wanted.sorted())
        }
    }

    @Test func `an organization without an account to be read is no empty snapshot`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        try await lab.aws(at: "moto", [("organizations", "create_organization", ["FeatureSet": "ALL"])])
        let workspace = try Workspace(lab)
        try workspace.edit("    external_id:", "    organization: {exclude: ['*']}\n    external_id:")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains("there is no account to be read"), "\(command.errorText)")
    }

    @Test(arguments: [
        ("accounts: [12345]", "holds '12345', which is no account"),
        ("accounts: []", "is empty or names an account twice"),
        ("accounts: [123456789012, 123456789012]", "is empty or names an account twice"),
        ("accounts: [123456789012]\n    organization: {}", "exclude each other"),
        ("accounts:", "'cloud_providers.aws.accounts' has no value"),
        ("organization: {units: }", "'cloud_providers.aws.organization.units' has no value"),
        ("organization: {exclude: []}", "is an empty list"),
        ("organization: {units: [Production]}", "holds 'Production', which is neither a root"),
        ("organization: {unit: [ou-1]}", "unknown key 'cloud_providers.aws.organization.unit'"),
    ])
    func `accounts that cannot be are refused`(lines: String, says: String) async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("    external_id:", "    \(lines)\n    external_id:")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains(says), "\(command.errorText)")
    }
}
