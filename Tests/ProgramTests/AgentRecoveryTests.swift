// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What an agent leaves unfinished, and what the next one makes of it.
struct AgentRecoveryTests {
    private let agent: RunningAgent
    private let token: String

    init() async throws {
        agent = try await .ofSimulator("  azure:\n    compute: {enabled: true}\n  gcp:\n    compute: {enabled: true}")
        token = try await agent.token()
        try await slow(200)
    }

    private static func until(_ program: RunningProgram, _ text: String) async throws {
        let isSaid = try await program.until { String(decoding: program.errorsSoFar, as: UTF8.self).contains(text) }
        #expect(isSaid, "\(text): \(String(decoding: program.errorsSoFar, as: UTF8.self))")
    }

    private func slow(_ milliseconds: Int) async throws {
        try await agent.agent.workspace.lab.simulator(
            "faults", [["path": "", "milliseconds": JSONValue(milliseconds)]])
    }

    private var journals: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: agent.agent.workspace.output)) ?? []
        return names.filter { $0.hasSuffix(".journal") }
    }

    /// Begins a snapshot, and waits until something of it is kept.
    private func begin(_ body: String) async throws -> String {
        let begun = try await agent.send("POST", "/v1/extractions", token: token, body: body)
        let id = try #require(begun.json["id"]?.string, "\(begun.body)")
        let program = agent.program
        let output = agent.agent.workspace.output
        try #require(
            try await program.until {
                // A unit that was begun, behind the header.
                let text = (try? String(contentsOfFile: "\(output)/\(id).journal", encoding: .utf8)) ?? ""
                return text.split(separator: "\n").count > 3
            })
        return id
    }

    private func entries() async throws -> [JSONValue] {
        let workspace = agent.agent.workspace
        return try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey).lines()
            .filter { $0["action"] == "agent.run" }
    }

    @Test func `a part that an agent's end cut off is gone on with as that part, and the log tells all of it`()
        async throws
    {
        let id = try await begin(#"{"services":["gcp:compute"]}"#)
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        #expect(journals == ["\(id).journal"], "\(ended.errorText)")
        try await slow(0)
        let program = try agent.agent.start()
        let snapshots = { agent.agent.snapshots() }
        #expect(try await program.until { snapshots() == [id] })
        program.signal(SIGTERM)
        let second = try await program.ended()
        #expect(second.status == 0, "\(second.errorText)")
        let workspace = agent.agent.workspace
        let verified = try await Program.run("verify", "\(workspace.output)/\(id)", "--public-key", workspace.publicKey)
        #expect(verified.status == 0)
        let manifest = try workspace.manifest("\(workspace.output)/\(id)")
        let types = (manifest["units"]?.array ?? []).compactMap { $0["resource_type"]?.string }
        #expect(!types.isEmpty && types.allSatisfy { $0.hasPrefix("gcp:compute:") })
        #expect(manifest["resumptions"]?.integer == 1)
        // The later agent's last outcome is signed with the run behind it.
        let runs = try await entries()
        let details = runs.compactMap { $0["detail"] }
        #expect(details.first?["work"] == "snapshot" && details.first?["scope"]?["services"] == ["gcp:compute"])
        #expect(details.first?["cause"]?["subject"] == "alice")
        #expect(details.contains { $0["result"] == "interrupted" })
        #expect(details.contains { $0["work"] == "resumption" && $0["snapshot"] == .string(id) })
    }

    @Test func `a snapshot that somebody has ended is nobody's to go on with unasked`() async throws {
        let id = try await begin("{}")
        // One that waits is ended too, and leaves its traces.
        let waiting = try await agent.send(
            "POST", "/v1/extractions", token: token, body: #"{"services":["gcp:compute"]}"#)
        let other = try #require(waiting.json["id"]?.string)
        #expect(try await agent.send("POST", "/v1/extractions/\(other)/cancel", token: token).status == 202)
        let cancelled = try await agent.send("POST", "/v1/extractions/\(id)/cancel", token: token)
        #expect(cancelled.json["cancelled_by"] == "alice")
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        #expect(try await agent.ended().status == 0)
        #expect(journals == ["\(id).journal"])
        try await slow(0)
        let program = try agent.agent.start()
        try await Self.until(program, "is left as it is")
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
        #expect(journals == ["\(id).journal"] && agent.agent.snapshots().isEmpty)
        // By hand it can be.
        let workspace = agent.agent.workspace
        let resumed = try await Program.run("resume", "--config", workspace.config)
        // The estate denies some of it to everybody.
        #expect(resumed.status == 3, "\(resumed.errorText)")
        #expect(agent.agent.snapshots() == [id])
        let outcomes = try await entries().compactMap { $0["detail"] }
        #expect(outcomes.count { $0["result"] == "cancelled" && $0["cancelled_by"] == "alice" } == 2)
    }

    @Test func `an agent listens while what it goes on with takes its time`() async throws {
        _ = try await begin("{}")
        #expect(try await agent.ended().status == 0)
        try await slow(10_000)
        let program = try agent.agent.start()
        // HS256 needs Vault and the log for a moment, which a run has for as long as it takes.
        try await Self.until(program, "the agent listens")
        try await Self.until(program, "an unfinished snapshot is gone on with")
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
    }

    @Test func `a journal that a closed snapshot has left behind is taken away`() async throws {
        try await slow(0)
        let begun = try await agent.send(
            "POST", "/v1/extractions", token: token, body: #"{"services":["gcp:compute"]}"#)
        let id = try #require(begun.json["id"]?.string)
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        #expect(try await agent.ended().status == 0)
        let workspace = agent.agent.workspace
        try Data("left".utf8).write(to: URL(filePath: "\(workspace.output)/\(id).journal"))
        let program = try agent.agent.start()
        try await Self.until(program, "it was closed already")
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
        #expect(journals.isEmpty && agent.agent.snapshots() == [id])
    }
}
