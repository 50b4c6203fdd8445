// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Anchors whose answers are lost on the way, by mitmproxy in front of OpenBao. One after the other: they share its faults.
@Suite(.serialized)
struct LostAnchorTests {
    private static let lab = Task {
        let lab = try await Lab(["--only", "bao,simulator", "--intercept"], isShared: true)
        try await lab.allow("secret/data/cloud-extractor/demo/audit-head/*", ["create", "read", "update"])
        return lab
    }

    private let anchored: AnchoredWorkspace

    init() async throws {
        let lab = try await Self.lab.value
        anchored = try AnchoredWorkspace(lab)
        try anchored.workspace.edit(lab.text("bao", "address"), lab.text("interceptor", "address"))
    }

    private func inject(_ fault: String, skip: Int, times: Int) throws {
        let rule: JSONValue = [
            "method": "POST", "path": .string("/v1/\(anchored.path)"), "fault": .string(fault), "skip": JSONValue(skip),
            "times": JSONValue(times),
        ]
        try Data(JSONValue.array([rule]).canonical).write(
            to: URL(filePath: anchored.lab.text("interceptor", "faults")), options: .atomic)
    }

    /// Of the two writes of a run, each.
    @Test(arguments: ["lost", "status:503"], 0..<2)
    func `a write that was done and never told, or not done, costs nothing`(fault: String, skip: Int) async throws {
        _ = try await anchored.workspace.taken()
        try inject(fault, skip: skip, times: 1)
        _ = try await anchored.workspace.taken()
        let anchor = try #require(try await anchored.checkpoint())
        let log = try await anchored.entries()
        // Besides the last words of the run, what was read again, and where it was written again, that.
        #expect(log.count >= Int(anchor.size) + 4 && log.count <= Int(anchor.size) + 8)
        let refused = log.filter {
            $0["action"] == "vault.secret.write" && $0["detail"]?["result"]?.string ?? "ok" != "ok"
        }
        #expect(refused.count == 1, "\(refused)")
        _ = try await anchored.workspace.taken()
    }

    @Test func `where the last write never comes through, the work is good and the next run anchors it`() async throws {
        _ = try await anchored.workspace.taken()
        let before = try #require(try await anchored.checkpoint())
        try inject("status:503", skip: 1, times: 100)
        let command = try await anchored.workspace.snapshot()
        #expect(command.status == 0, "\(command.errorText)")
        #expect(command.errorText.contains("the next run does it first"), "\(command.errorText)")
        #expect(try #require(try await anchored.checkpoint()).size == before.size + 4)
        try inject("status:503", skip: 0, times: 0)
        _ = try await anchored.workspace.taken()
        let log = try await anchored.entries()
        #expect(try #require(try await anchored.checkpoint()).size == UInt64(log.count - 4))
    }

    @Test func `where the first write never comes through, nothing else is done`() async throws {
        _ = try await anchored.workspace.taken()
        try inject("status:503", skip: 0, times: 100)
        let command = try await anchored.workspace.snapshot()
        #expect(command.status == 60, "\(command.errorText)")
        #expect(command.outputText.isEmpty)
        try inject("status:503", skip: 0, times: 0)
        _ = try await anchored.workspace.taken()
    }
}
