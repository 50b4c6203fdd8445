// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The main job on real servers.
struct SnapshotTests {
    @Test func `a snapshot holds every resource of the account, and verifies with the public key alone`() async throws {
        let workspace = try await Workspace.shared()
        let command = try await workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        #expect(path.hasPrefix(workspace.output))

        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        #expect(verify.output.isEmpty)
        #expect(verify.errorText.contains("9 of 9 units complete"))

        let records = try await workspace.decrypted(path)
        let types = Dictionary(grouping: records) { $0["resource_type"]?.string ?? "" }.mapValues(\.count)
        #expect(types["aws:ec2:instance"] == 50)
        #expect(types["aws:s3:bucket"] == 8)
    }

    @Test func `the configuration of every record is what boto3 returns`() async throws {
        let workspace = try await Workspace.shared()
        let lab = workspace.lab
        let records = try await workspace.decrypted(try await workspace.taken())
        var compared = 0
        for type in ["instance", "security-group", "vpc", "subnet"].map({ "aws:ec2:\($0)" }) + ["aws:s3:bucket"] {
            for region in type == "aws:s3:bucket" ? ["us-east-1"] : ["us-east-1", "us-west-2"] {
                let answer = try await Oracle.ask(
                    "boto3_answer",
                    question: [
                        "endpoint": .string(lab.text("aws", "endpoint")),
                        "access_key_id": .string(lab.text("aws", "root_access_key_id")),
                        "secret_access_key": .string(lab.text("aws", "root_secret_access_key")),
                        "types": [.string(type)], "region": .string(region), "account": "123456789012",
                        "catalogue": .string("\(Repository.root)/Sources/CAWSCatalogue/types"),
                    ])
                let ours = records.filter {
                    $0["resource_type"]?.string == type
                        && (type == "aws:s3:bucket" || $0["metadata"]?["region"]?.string == region)
                }
                let theirs = try #require(answer[type]?.object).members
                #expect(ours.count == theirs.count, "\(type) in \(region)")
                for member in theirs {
                    let record = try #require(ours.first { $0["metadata"]?["resource_id"]?.string == member.name })
                    let configuration = try #require(record["configuration"])
                    #expect(
                        text(masked(configuration)) == text(masked(member.value["configuration"] ?? .null)),
                        "\(member.name)")
                    compared += 1
                }
            }
        }
        #expect(compared == records.count)
    }

    private func text(_ value: JSONValue) -> String { String(decoding: value.canonical, as: UTF8.self) }

    /// Without what the model of S3 marks as sensitive; ours must have a hash there.
    private func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var copy = JSONObject()
            for member in object.members {
                let isKey = ["<redacted>", "hmac-sha256:"].contains { member.value.string?.hasPrefix($0) ?? false }
                copy[member.name] = isKey ? "masked" : masked(member.value)
            }
            return .object(copy)
        case .array(let elements): return .array(elements.map(masked))
        default: return value
        }
    }

    /// ScoutSuite#1436: the secrets of functions' environments stood in the report.
    @Test func `what the model marks as sensitive is a hash, and equal values have equal ones`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    ecs: {enabled: true, types: [task-definition]}\n")
        try await lab.aws(
            ["one", "two", "other"].map { family in
                (
                    "ecs", "register_task_definition",
                    [
                        "family": .string(family),
                        "containerDefinitions": [
                            [
                                "name": "c", "image": "i", "memory": 64,
                                "environment": [
                                    ["name": "P", "value": .string(family == "other" ? "hunter3" : "hunter2")]
                                ],
                            ]
                        ],
                    ]
                )
            })
        var hashes: [[String: String]] = []
        for _ in 0..<2 {
            var found: [String: String] = [:]
            for record in try await workspace.decrypted(try await workspace.taken()) {
                let container = record["configuration"]?["containerDefinitions"]?.array?.first
                let value = container?["environment"]?.array?.first?["value"]?.string
                found[record["configuration"]?["family"]?.string ?? ""] = value
            }
            hashes.append(found)
        }
        #expect(hashes[0] == hashes[1])
        #expect(hashes[0].count == 3)
        #expect(hashes[0]["one"] == hashes[0]["two"])
        #expect(hashes[0]["one"] != hashes[0]["other"])
        #expect(hashes[0].values.allSatisfy { $0.hasPrefix("hmac-sha256:k1:") })
    }

    @Test func `the name of a key is no secret, whatever the model says`() async throws {
        let workspace = try await Workspace.shared()
        let records = try await workspace.decrypted(try await workspace.taken())
        let keys = records.compactMap { record -> String? in
            let rules = record["configuration"]?["Encryption"]?["ServerSideEncryptionConfiguration"]?["Rules"]?.array
            return rules?.first?["ApplyServerSideEncryptionByDefault"]?["KMSMasterKeyID"]?.string
        }
        #expect(keys.count == 2)
        #expect(keys.allSatisfy { $0.hasPrefix("arn:aws:kms:us-east-1:123456789012:key/") })
    }

    @Test func `two snapshots of an unchanged estate have equal configurations`() async throws {
        let workspace = try await Workspace.shared()
        let first = try await workspace.decrypted(try await workspace.taken())
        let second = try await workspace.decrypted(try await workspace.taken())
        #expect(first.map { $0["configuration"]?.canonical } == second.map { $0["configuration"]?.canonical })
        #expect(first.count > 80)
    }

    @Test func `any Fernet library opens the records with the derived key`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let file = "\(path)/records/aws/123456789012/global/s3/bucket.fernet"
        let tokens = try String(contentsOf: URL(filePath: file), encoding: .utf8).split(separator: "\n").map(
            String.init)
        let key = try await workspace.lab.secret("fernet", "key_k1")
        let answer = try await Oracle.ask(
            "fernet", ["derive-and-decrypt"],
            question: [
                "master_key": .string(key), "snapshot_id": manifest["snapshot_id"] ?? .null,
                "tokens": JSONValue(strings: tokens),
            ])
        let plaintexts = try #require(answer["plaintexts"]?.array)
        #expect(plaintexts.count == 8)
    }

    @Test func `the manifest counts every unit and names the exact permissions`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        #expect(manifest["units"]?.array?.count == 9)
        #expect(manifest["units"]?.array?.allSatisfy { $0["outcome"]?.string == "complete" } == true)
        let sessions = try #require(manifest["sessions"]?.array)
        #expect(sessions.count == 3)
        let permissions = sessions.map { $0["permissions"]?.array?.compactMap(\.string) ?? [] }
        #expect(
            permissions[0] == [
                "ec2:DescribeInstances", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
            ])
        #expect(sessions[0]["regions"] == ["us-east-1", "us-west-2"])
        #expect(
            permissions[1].contains("s3:GetEncryptionConfiguration")
                && permissions[1].allSatisfy { $0.hasPrefix("s3:") })
        #expect(sessions[1]["regions"] == [])
        // The one that learned which regions there are.
        #expect(permissions[2] == ["ec2:DescribeRegions"])
        #expect(sessions[2]["regions"] == ["us-east-1"])
        // What a session does not hold was tried, and denied.
        let change: JSONValue = ["action": "ec2:CreateVpc", "result": "denied"]
        let read: JSONValue = ["action": "ec2:DescribeRegions", "result": "denied"]
        #expect(sessions.map { $0["denials"] } == [[change, read], [change, read], [change]])
        for unit in manifest["units"]?.array ?? [] {
            #expect(unit["session"]?.integer == (unit["region"]?.string == "global" ? 1 : 0))
        }
    }

    @Test(arguments: ["null", "\"null\""])
    func `the null transport keeps nothing and the log knows of it`(name: String) async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("type: filesystem", "type: \(name)")
        try workspace.edit("output_dir:", "#")
        let command = try await workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
        #expect(command.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: workspace.output))
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        #expect(try shown.lines().contains { $0["action"]?.string == "snapshot.close" })
    }

    @Test func `only the services that are enabled are in the plan and in the session`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  aws:\n    ec2:\n      enabled: true\n      types: [vpc, subnet, instance, security-group]\n      regions: [us-west-2]\n"
        )
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        #expect(manifest["units"]?.array?.count == 4)
        #expect(manifest["sessions"]?.array?.first?["permissions"]?.array?.count == 4)
    }
}
