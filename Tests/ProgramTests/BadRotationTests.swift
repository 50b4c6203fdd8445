// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Rotations that must not be: nothing is made, and nothing that may be somebody else's is touched.
struct BadRotationTests {
    private let rotation: RotationWorkspace

    init() async throws { rotation = try await RotationWorkspace(try await Lab(["--only", "bao,ministack"])) }

    private var workspace: Workspace { rotation.workspace }
    private var user: JSONValue { .string(workspace.lab.text("aws", "user_name")) }

    @Test func `where there is no room for a key none is made, and those that are there are named`() async throws {
        try await workspace.lab.aws([("iam", "create_access_key", ["UserName": user])])
        let before = try await rotation.keys()
        #expect(before.count == 2)
        let command = try await rotation.rotate("aws")
        #expect(command.status == 71, "\(command.errorText)")
        for id in before.keys { #expect(command.errorText.contains(id)) }
        #expect(try await rotation.keys() == before)
        #expect(try await rotation.fields()["rotation"] == nil)
    }

    @Test func `a Vault that was restored from an older snapshot parks the rotation`() async throws {
        // The rotation goes through, and Vault forgets it.
        let older = try await rotation.fields()
        for _ in 0..<2 { _ = try await rotation.rotate("aws") }
        let command = try await rotation.rotate("resume", "aws")
        #expect(command.status == 0, "\(command.errorText)")
        let keys = try await rotation.keys()
        #expect(keys.count == 1)
        var restored = older
        restored["rotation"] = try await rotation.fields()["rotation"]
        // As it was after the first rotation of all.
        var document = try #require(try await rotation.document().object)
        document["current"] = older["access_key_id"]
        restored["rotation"] = .string(String(decoding: JSONValue.object(document).canonical, as: UTF8.self))
        try await workspace.lab.bao("POST", RotationWorkspace.secret, ["data": .object(restored)], mustSucceed: true)

        let parked = try await rotation.rotate("aws")
        #expect(parked.status == 70, "\(parked.errorText)")
        #expect(parked.errorText.contains("restored from an older snapshot"))
        #expect(try await rotation.keys() == keys)
        let status = try await rotation.rotate("status", "aws")
        #expect(status.outputText.contains("\"state\": \"parked\""), "\(status.outputText)")
        // Who resumes without having mended anything is told the same.
        let resumed = try await rotation.rotate("resume", "aws")
        #expect(resumed.status == 0 || resumed.status == 70, "\(resumed.errorText)")
        #expect(try await rotation.keys() == keys)
    }

    @Test func `of two rotators at once one makes a key`() async throws {
        let other = "\(workspace.directory.path)/other.yaml"
        let text = workspace.text(workspace.config)
        try workspace.directory.write(
            "other.yaml", text.replacingOccurrences(of: workspace.audit, with: "\(workspace.directory.path)/audit-2"))
        let arguments = ["--trials", "2", "--spread", "1s", "--extractors", workspace.extractors]
        async let first = Command.run(Program.path, ["rotate", "aws", "--config", workspace.config] + arguments)
        async let second = Command.run(Program.path, ["rotate", "aws", "--config", other] + arguments)
        let commands = try await [first, second]
        // Who comes late finds the new key within its grace, who comes at the same time makes way.
        #expect(commands.allSatisfy { [0, 72].contains($0.status) }, "\(commands.map(\.errorText))")
        #expect(commands.contains { $0.status == 0 })
        let keys = try await rotation.keys()
        #expect(keys.count == 2)
        #expect(try await keys[rotation.fields()["access_key_id"]?.string ?? ""] == true)
    }

    @Test func `a key that a person has put there is the one that is rotated next`() async throws {
        _ = try await rotation.rotate("aws")
        for _ in 0..<2 { _ = try await rotation.rotate("resume", "aws") }
        #expect(try await rotation.document()["state"] == "idle")
        let old = try #require(try await rotation.keys().keys.first)
        let made = try await workspace.lab.aws([
            ("iam", "create_access_key", ["UserName": user]),
            ("iam", "delete_access_key", ["UserName": user, "AccessKeyId": .string(old)]),
        ])
        let key = made.first?["AccessKey"] ?? .null
        var fields = try await rotation.fields()
        fields["access_key_id"] = key["AccessKeyId"]
        fields["secret_access_key"] = key["SecretAccessKey"]
        try await workspace.lab.bao("POST", RotationWorkspace.secret, ["data": .object(fields)], mustSucceed: true)
        let command = try await rotation.rotate("aws", grace: "1h")
        #expect(command.status == 0, "\(command.errorText)")
        #expect(try await rotation.document()["previous"] == key["AccessKeyId"])
    }

    @Test func `the rotator's cloud identity reads no data, and the reader's rotates nothing`() async throws {
        // Each with the other's key.
        let reader = try await rotation.fields()
        let rotator = try await rotation.rotatorFields()
        let rotatorSecret = "secret/data/cloud-extractor/demo/aws-rotator"
        try await workspace.lab.bao("POST", rotatorSecret, ["data": .object(reader)], mustSucceed: true)
        // Nobody ends the key that he signs with.
        let same = try await rotation.rotate("aws")
        #expect(same.status == 10, "\(same.errorText)")
        let made = try await workspace.lab.aws([("iam", "create_access_key", ["UserName": user])])
        let second = made.first?["AccessKey"] ?? .null
        try await workspace.lab.bao(
            "POST", rotatorSecret,
            [
                "data": [
                    "access_key_id": second["AccessKeyId"] ?? .null,
                    "secret_access_key": second["SecretAccessKey"] ?? .null,
                ]
            ], mustSucceed: true)
        let refused = try await rotation.rotate("aws")
        #expect(refused.status == 33 && refused.errorText.contains("AccessDenied"), "\(refused.errorText)")
        #expect(try await rotation.keys().count == 2)

        try await workspace.lab.bao("POST", RotationWorkspace.secret, ["data": .object(rotator)], mustSucceed: true)
        try await rotation.act(as: "reader")
        let snapshot = try await workspace.snapshot()
        #expect(snapshot.status == 32, "\(snapshot.errorText)")
    }
}
