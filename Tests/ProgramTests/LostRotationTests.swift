// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Rotations whose answers are lost on the way: what was done and never told, by mitmproxy in front of each server.
struct LostRotationTests {
    private let rotation: RotationWorkspace
    private let old: String

    init() async throws {
        let lab = try await Lab(["--only", "bao,ministack", "--intercept", "--intercept-aws"])
        rotation = try await RotationWorkspace(lab)
        try rotation.workspace.edit(lab.text("bao", "address"), lab.text("interceptor", "address"))
        old = try #require(try await rotation.fields()["access_key_id"]?.string)
    }

    private func inject(_ server: String, _ rule: JSONValue) throws {
        let file = rotation.workspace.lab.text(server, "faults")
        try Data(JSONValue.array([rule]).canonical).write(to: URL(filePath: file), options: .atomic)
    }

    private func rotate(_ provider: String, grace: String = "0s") async throws -> Command {
        let address = rotation.workspace.lab.text("aws_interceptor", "address")
        return try await rotation.rotate(
            provider, grace: grace, environment: ["AWS_ENDPOINT_URL_IAM": address])
    }

    @Test func `a key whose secret was lost is found and removed, and the next rotation goes through`() async throws {
        try inject(
            "aws_interceptor",
            ["method": "POST", "path": "*", "body": "Action=CreateAccessKey", "fault": "lost", "times": 1])
        let lost = try await rotate("aws")
        #expect(lost.status == 71 && lost.errorText.contains("answer was lost"), "\(lost.errorText)")
        #expect(try await rotation.keys() == [old: true])
        #expect(try await rotation.document()["state"] == "idle")
        let shown = try await Program.run(
            "audit", "show", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        let entries = try shown.lines()
        #expect(entries.contains { $0["action"] == "rotate.key.create" && $0["detail"]?["outcome"] == "unknown" })
        #expect(entries.contains { $0["action"] == "rotate.key.delete" && $0["detail"]?["result"] == "ok" })

        let next = try await rotate("aws", grace: "1h")
        #expect(next.status == 0, "\(next.errorText)")
        #expect(try await rotation.keys().count == 2)
    }

    /// Of the four writes up to the promotion, each.
    @Test(arguments: ["lost", "status:503"], 0..<4)
    func `a write to Vault whose answer is lost, or that was not done, costs nothing`(
        fault: String, skip: Int
    ) async throws {
        try inject(
            "interceptor",
            [
                "method": "PATCH", "path": "/v1/secret/data/cloud-extractor/demo/aws", "fault": .string(fault),
                "skip": JSONValue(skip), "times": 1,
            ])
        let command = try await rotate("aws", grace: "1h")
        #expect(command.status == 0, "\(command.errorText)")
        let new = try #require(try await rotation.fields()["access_key_id"]?.string)
        try #require(new != old)
        #expect(try await rotation.keys() == [old: true, new: true])
        #expect(try await rotation.document()["state"] == "promoted")
        let audit = try await Program.run(
            "audit", "verify", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }
}
