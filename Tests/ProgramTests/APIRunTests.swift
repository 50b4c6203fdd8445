// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Runs that are asked for, watched, cancelled and looked at, from outside.
struct APIRunTests {
    private static let part = #"{"services":["aws:ec2"]}"#

    /// The events of a stream, in their order; a comment is none.
    private func events(_ text: String) throws -> [JSONValue] {
        try text.components(separatedBy: "\n\n").filter { !$0.isEmpty && !$0.hasPrefix(":") }.map { event in
            let lines = event.components(separatedBy: "\n")
            #expect(lines.count == 2 && lines[0] == "event: run", "\(event)")
            return try JSONValue(parsing: Array(lines[1].trimmingPrefix("data: ").utf8).span)
        }
    }

    @Test func `a snapshot is begun, watched to its end, and its files are those on the disk`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        let begun = try await agent.send("POST", "/v1/extractions", token: token, body: Self.part)
        #expect(begun.status == 202)
        let id = try #require(begun.json["id"]?.string)
        #expect(begun.header("Location") == "/v1/extractions/\(id)")
        #expect(begun.json["cause"] == ["by": "request", "subject": "alice"])
        #expect(begun.json["scope"]?["services"] == ["aws:ec2"])

        let stream = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        #expect(stream.header("Content-Type") == "text/event-stream")
        let events = try events(stream.body)
        #expect(events.allSatisfy { $0["id"]?.string == id })
        let last = try #require(events.last)
        #expect(last["state"] == "succeeded", "\(last)")
        #expect(events.dropLast().allSatisfy { ["queued", "running"].contains($0["state"]?.string) })
        #expect(last["progress"]?["records"]?.integer ?? 0 > 0)
        #expect(last["progress"]?["ended"] == last["progress"]?["units"])

        let answers = try await agent.send(
            [
                "/v1/extractions/\(id)", "/v1/extractions", "/v1/snapshots", "/v1/snapshots/\(id)/manifest",
                "/v1/snapshots/\(id)/manifest.note", "/v1/audit/checkpoint", "/v1/audit/entries/0",
                "/v1/audit/proofs/0", "/v1/extractions/\(id)/events",
            ].map { WebClient.Request("GET", $0, token: token) })
        #expect(answers.map(\.status) == Array(repeating: 200, count: 9))
        #expect(answers[0].json == last)
        #expect(answers[1].json == [last])
        #expect(answers[2].json == [["id": .string(id)]])
        let workspace = agent.agent.workspace
        #expect(answers[3].body == workspace.text("\(workspace.output)/\(id)/manifest.json"))
        #expect(answers[4].body == workspace.text("\(workspace.output)/\(id)/manifest.note"))
        #expect(answers[5].body == workspace.text("\(workspace.audit)/checkpoint"))
        let logged = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        #expect(logged.outputText.contains(answers[6].body))
        #expect(answers[7].body.hasPrefix("c2sp.org/tlog-proof@v1\n"))
        // A run that has ended is one event.
        #expect(try self.events(answers[8].body) == [last])

        // What was fetched is what can be verified, without the agent's own directory.
        let copy = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: "\(workspace.output)/\(id)", toPath: "\(copy.path)/\(id)")
        try answers[3].body.write(toFile: "\(copy.path)/\(id)/manifest.json", atomically: false, encoding: .utf8)
        try answers[4].body.write(toFile: "\(copy.path)/\(id)/manifest.note", atomically: false, encoding: .utf8)
        let verified = try await Program.run("verify", "\(copy.path)/\(id)", "--public-key", workspace.publicKey)
        #expect(verified.status == 0, "\(verified.errorText)")

        // The log says who.
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        #expect(logged.outputText.contains(#""subject":"alice""#))
    }

    @Test func `the same is not begun twice, and one that waits or runs can be ended`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let agent = try await RunningAgent(lab)
        let token = try await agent.token()
        func post(_ path: String, _ body: String? = nil) -> WebClient.Request {
            WebClient.Request("POST", path, token: token, body: body)
        }
        // A cloud that does not answer keeps the first one running.
        let pid = Int32(lab.number("aws", "pid"))
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let answers = try await agent.send([
            post("/v1/extractions", "{}"), post("/v1/extractions"), post("/v1/extractions", Self.part),
            post("/v1/extractions", Self.part),
            post("/v1/extractions", #"{"services":["aws:ec2","aws:ec2"]}"#),
        ])
        #expect(answers.map(\.status) == [202, 409, 202, 409, 409])
        let ids = answers.map { $0.json["id"]?.string ?? "" }
        #expect(answers[1].json["run"]?.string == ids[0])
        #expect(answers[3].json["run"]?.string == ids[2])
        #expect(answers[4].json["run"]?.string == ids[2])

        let waiting = try await agent.send([
            post("/v1/extractions/\(ids[2])/cancel"), post("/v1/extractions/\(ids[2])/cancel"),
            WebClient.Request("GET", "/v1/extractions/\(ids[2])", token: token),
        ])
        #expect(waiting.map(\.status) == [202, 409, 200])
        #expect(waiting[0].json["state"] == "cancelled")
        #expect(waiting[2].json["started_at"] == nil)

        async let stream = agent.send("GET", "/v1/extractions/\(ids[0])/events", token: token)
        #expect(try await agent.send([post("/v1/extractions/\(ids[0])/cancel")])[0].status == 202)
        let last = try #require(try events(try await stream.body).last)
        #expect(last["state"] == "cancelled", "\(last)")
        #expect(last["ended_at"] != nil)
        #expect(try await agent.send([post("/v1/extractions/\(ids[0])/cancel")])[0].status == 409)
        // The same may come again now.
        #expect(try await agent.send([post("/v1/extractions")])[0].status == 202)
        #expect(try await agent.ended().status == 0)
    }
}
