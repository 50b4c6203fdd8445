// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The metrics of a running agent, as its monitoring sees them.
struct APIMetricsTests {
    /// By the series as they are written.
    private func metrics(_ agent: RunningAgent) async throws -> [String: Double] {
        let text = try await agent.send("GET", "/metrics").body
        let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
            line -> (String, Double)? in
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                return nil
            }
            return (String(line[..<space]), value)
        }
        return Dictionary(samples) { first, _ in first }
    }

    @Test func `a run's token, its credentials and what the clouds ask for are seen while it lasts`() async throws {
        let agent = try await RunningAgent.ofSimulator("  gcp:\n    compute: {enabled: true, types: [network]}")
        // Nothing is ever given, and the cloud is slow to say so: the run lasts while it is looked at.
        try await agent.agent.workspace.lab.simulator(
            "faults", [["path": "/compute/", "status": 429, "milliseconds": 2000]])
        let token = try await agent.token()
        let begun = try await agent.send("POST", "/v1/extractions", token: token)
        let id = try #require(begun.json["id"]?.string)
        var seen: [String: Double] = [:]
        for _ in 0..<200 where (seen[#"cloud_throttled_total{provider="gcp",service="compute"}"#] ?? 0) < 1 {
            seen = try await metrics(agent)
        }
        #expect((seen[#"cloud_throttled_total{provider="gcp",service="compute"}"#] ?? 0) >= 1)
        let life = try #require(seen["vault_token_ttl_seconds"])
        #expect(life > 0 && life <= 3600)
        let age = try #require(seen[#"credential_age_seconds{provider="gcp",secret="gcp"}"#])
        #expect(age >= 0 && age < 3600)
        #expect(seen[#"rotation_state{provider="gcp",secret="gcp",state="idle"}"#] == 1)
        #expect(seen[#"rotation_state{provider="gcp",secret="gcp",state="promoted"}"#] == 0)
        #expect(seen[#"rotation_failures{provider="gcp",secret="gcp"}"#] == 0)

        _ = try await agent.send("POST", "/v1/extractions/\(id)/cancel", token: token)
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        let after = try await metrics(agent)
        #expect(after["vault_token_ttl_seconds"] == nil)
        #expect(after[#"credential_age_seconds{provider="gcp",secret="gcp"}"#] != nil)
        #expect(try await agent.ended().status == 0)
    }

    @Test func `every metric of an agent is described in the document`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        // There before the first event, which `increase()` would not see otherwise.
        #expect(try await metrics(agent)[#"agent_runs_total{kind="snapshot",state="failed"}"#] == 0)
        let token = try await agent.token()
        let begun = try await agent.send(
            "POST", "/v1/extractions", token: token, body: #"{"services":["aws:ec2"]}"#)
        let id = try #require(begun.json["id"]?.string)
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        let text = try await agent.send("GET", "/metrics").body
        let document = try Repository.text("docs/telemetry.md")
        let families = text.matches(of: /# TYPE (\w+) (\w+)/).map { (String($0.1), String($0.2)) }
        #expect(families.count > 12)
        for (name, kind) in families { #expect(document.contains("| `\(name)` | \(kind) |"), "\(name)") }
        #expect(try await agent.ended().status == 0)
    }
}
