// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// A workspace whose agent rotates: Vault's role is the rotator's, and IAM has a user for it.
struct RotationWorkspace {
    static let secret = "secret/data/cloud-extractor/demo/aws"

    let workspace: Workspace
    private let user: String

    init(_ lab: Lab) async throws {
        workspace = try Workspace(lab)
        user = lab.text("aws", "user_name")
        let arn = "arn:aws:iam::\(lab.text("aws", "role_arn").split(separator: ":")[3]):user/\(user)"
        let policy = try await Program.run("policy", "aws", "rotator", "--user", arn)
        let answers = try await lab.aws([
            ("iam", "create_user", ["UserName": "rotator"]),
            (
                "iam", "put_user_policy",
                ["UserName": "rotator", "PolicyName": "rotate", "PolicyDocument": .string(policy.outputText)]
            ),
            // ministack does not see whose key it is asked about, and takes the request for one about all users.
            (
                "iam", "put_user_policy",
                [
                    "UserName": "rotator", "PolicyName": "last-used",
                    "PolicyDocument": """
                    {"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "iam:GetAccessKeyLastUsed", "Resource": "*"}]}
                    """,
                ]
            ),
            ("iam", "create_access_key", ["UserName": "rotator"]),
        ])
        let key = answers.last?["AccessKey"] ?? .null
        try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/aws-rotator",
            [
                "data": [
                    "access_key_id": key["AccessKeyId"] ?? .null, "secret_access_key": key["SecretAccessKey"] ?? .null,
                ]
            ], mustSucceed: true)
        try await act(as: "rotator")
    }

    /// Gives the agent's login the rights of a role.
    func act(as role: String) async throws {
        let printed = try await Program.run("policy", "vault", role, "--config", workspace.config)
        try await workspace.lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    /// Quickly: what takes hours takes a second.
    func rotate(
        _ arguments: String..., grace: String = "0s", soak: String = "0s", environment: [String: String] = [:]
    ) async throws -> Command {
        try await Command.run(
            Program.path,
            ["rotate"] + arguments + [
                "--config", workspace.config, "--grace", grace, "--soak", soak, "--trials", "2", "--spread", "1s",
                "--settling", "2s",
            ], environment: environment)
    }

    /// The fields of the secret.
    func fields() async throws -> JSONObject {
        let there = try await workspace.lab.bao("GET", Self.secret, nil, mustSucceed: true)
        return there["data"]?["data"]?.object ?? JSONObject()
    }

    func rotatorFields() async throws -> JSONObject {
        let there = try await workspace.lab.bao(
            "GET", "secret/data/cloud-extractor/demo/aws-rotator", nil, mustSucceed: true)
        return there["data"]?["data"]?.object ?? JSONObject()
    }

    func document() async throws -> JSONValue {
        try JSONValue(parsing: Array((try await fields()["rotation"]?.string ?? "{}").utf8).span)
    }

    /// The user's keys at the provider: id, and whether it is on.
    func keys() async throws -> [String: Bool] {
        let answers = try await workspace.lab.aws([("iam", "list_access_keys", ["UserName": .string(user)])])
        var keys: [String: Bool] = [:]
        for key in answers.first?["AccessKeyMetadata"]?.array ?? [] {
            keys[key["AccessKeyId"]?.string ?? ""] = key["Status"] == "Active"
        }
        return keys
    }
}
