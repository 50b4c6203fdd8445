// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Access keys are replaced at moto, which counts the keys of a user and knows when each was last used.
struct MotoRotationTests {
    private let workspace: Workspace
    private let user: JSONValue = "rotated"
    private var lab: Lab { workspace.lab }

    init() async throws {
        workspace = try Workspace(try await Lab(["--only", "bao,moto"]))
        for (name, secret) in [("rotated", "aws"), ("rotator", "aws-rotator")] {
            let answers = try await lab.aws(
                at: "moto",
                [
                    ("iam", "create_user", ["UserName": .string(name)]),
                    ("iam", "create_access_key", ["UserName": .string(name)]),
                ])
            let key = answers.last?["AccessKey"] ?? .null
            try await lab.bao(
                "POST", "secret/data/cloud-extractor/demo/\(secret)",
                [
                    "data": [
                        "access_key_id": key["AccessKeyId"] ?? .null,
                        "secret_access_key": key["SecretAccessKey"] ?? .null,
                    ]
                ], mustSucceed: true)
        }
        let printed = try await Program.run("policy", "vault", "rotator", "--config", workspace.config)
        try await lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    private func rotate(_ arguments: String..., grace: String = "0s") async throws -> Command {
        try await Command.run(
            Program.path,
            ["rotate"] + arguments + [
                "aws", "--config", workspace.config, "--grace", grace, "--soak", "0s", "--trials", "2", "--spread",
                "1s",
                "--settling", "1s",
            ], environment: ["AWS_ENDPOINT_URL": lab.text("moto", "endpoint")])
    }

    private func keys() async throws -> [String: String] {
        let answers = try await lab.aws(at: "moto", [("iam", "list_access_keys", ["UserName": user])])
        var keys: [String: String] = [:]
        for key in answers.first?["AccessKeyMetadata"]?.array ?? [] {
            keys[key["AccessKeyId"]?.string ?? ""] = key["Status"]?.string
        }
        return keys
    }

    @Test func `a key follows another one, and never is there a third`() async throws {
        let old = try #require(try await keys().keys.first)
        let begun = try await rotate(grace: "1h")
        #expect(begun.status == 0, "\(begun.errorText)")
        let both = try await keys()
        #expect(both.count == 2 && both.values.allSatisfy { $0 == "Active" })
        let again = try await rotate(grace: "1h")
        #expect(again.status == 0 && again.errorText.contains("is good until"), "\(again.errorText)")
        #expect(try await keys() == both)
        let new = try #require(both.keys.first { $0 != old })
        let back = try await rotate("rollback")
        #expect(back.status == 0, "\(back.errorText)")
        let forth = try await rotate("rollback")
        #expect(forth.status == 0, "\(forth.errorText)")
        for _ in 0..<5 where try await keys().count > 1 { _ = try await rotate("resume") }
        #expect(try await keys() == [new: "Active"])

        // A second one that is somebody else's leaves no room.
        try await lab.aws(at: "moto", [("iam", "create_access_key", ["UserName": user])])
        let there = try await keys()
        let full = try await rotate()
        #expect(full.status == 71 && full.errorText.contains("no room"), "\(full.errorText)")
        #expect(try await keys() == there)
    }
}
