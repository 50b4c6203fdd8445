// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What an agent's watchers see of the audit log's anchor.
struct AgentAnchorTests {
    private func lab() async throws -> Lab {
        let lab = try await Lab(["--only", "bao,simulator"])
        try await lab.addTokenKey()
        return lab
    }

    private func anchor(_ workspace: Workspace) throws {
        try workspace.anchorLog()
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [network], projects: [demo-project]}\n")
    }

    private func value(_ name: String, _ metrics: String) -> Double? {
        metrics.split(separator: "\n").first { $0.hasPrefix("\(name) ") }.flatMap {
            Double($0.dropFirst(name.utf8.count + 1))
        }
    }

    @Test func `the lag is seen, and a log that was rolled back makes the agent ill`() async throws {
        let agent = try await RunningAgent(try await lab(), prepared: anchor)
        let workspace = agent.agent.workspace
        let token = try await agent.token()
        func extraction() async throws -> JSONValue {
            let begun = try await agent.send("POST", "/v1/extractions", token: token)
            let id = try #require(begun.json["id"]?.string)
            _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
            return try await agent.send("GET", "/v1/extractions/\(id)", token: token).json
        }
        let first = try await extraction()
        #expect(first["state"] == "succeeded", "\(first)")
        let metrics = try await agent.send("GET", "/metrics").body
        // That it was anchored, the token given back, and the run's end.
        #expect(value("audit_anchor_lag_entries", metrics) == 5)
        let age = try #require(value("audit_anchor_lag_seconds", metrics))
        #expect(age >= 0 && age < 60)
        let document = try Repository.text("docs/telemetry.md")
        for name in ["entries", "seconds"] { #expect(document.contains("| `audit_anchor_lag_\(name)` | gauge |")) }
        let well = try await agent.send("GET", "/health")
        #expect(well.json["checks"]?["audit_anchor"] == "ok", "\(well.body)")

        let old = "\(workspace.directory.path)/old"
        try FileManager.default.copyItem(atPath: workspace.audit, toPath: old)
        #expect(try await extraction()["state"] == "succeeded")
        try FileManager.default.removeItem(atPath: "\(workspace.audit)/tile")
        for name in ["tile", "checkpoint", "journal", "anchored"] {
            try? FileManager.default.removeItem(atPath: "\(workspace.audit)/\(name)")
            try FileManager.default.copyItem(atPath: "\(old)/\(name)", toPath: "\(workspace.audit)/\(name)")
        }
        let failed = try await extraction()
        #expect(failed["state"] == "failed", "\(failed)")
        #expect(failed["problem"]?["exit_code"] == 40, "\(failed)")
        var ill = try await agent.send("GET", "/health")
        // The last answer is good for ten seconds.
        let before = ContinuousClock.now
        while ill.json["checks"]?["audit_anchor"] == "ok", ContinuousClock.now - before < .seconds(30) {
            ill = try await agent.send("GET", "/health")
            try await Task.sleep(for: .milliseconds(250))
        }
        #expect(ill.status == 503)
        #expect(ill.json["checks"]?["audit_anchor"]?.string?.hasPrefix("error: ") == true, "\(ill.body)")
        #expect(try await agent.ended().status == 0)
    }

    @Test func `a verification of a log that was rolled back fails`() async throws {
        let agent = try AgentWorkspace(try await lab())
        try anchor(agent.workspace)
        try agent.configure("schedule:\n  jobs:\n    verify: {kind: audit-verification, cron: \"* * * * *\"}\n")
        _ = try await agent.workspace.taken()
        try FileManager.default.removeItem(atPath: agent.workspace.audit)
        let program = try agent.start()
        #expect(try await program.until { agent.job("verify")["run"]?["status"]?.string == "failed" })
        program.signal(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.errorText.contains("rolled back"), "\(ended.errorText)")
    }
}
