// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The API under wrk while a snapshot is taken: neither spoils the other.
struct APIUnderLoadTests {
    private let agent: RunningAgent
    private let token: String

    init() async throws {
        agent = try await .ofSimulator("  gcp:\n    compute: {enabled: true, types: [network, firewall]}")
        token = try await agent.token()
    }

    /// What wrk says in the end.
    private struct Load {
        let text: String

        /// Requests a second.
        var rate: Double { text.firstMatch(of: /Requests\/sec: +([0-9.]+)/).flatMap { Double($0.1) } ?? 0 }
        /// Answers that are no success, connections that broke, and answers that took too long.
        var isClean: Bool { !text.contains("Non-2xx") && !text.contains("Socket errors") }
    }

    private func load(_ path: String, seconds: Int) async throws -> Load {
        let command = try await Command.run(
            "/usr/bin/wrk",
            [
                "--threads", "2", "--connections", "16", "--duration", "\(seconds)s", "--timeout", "60s", "--latency",
                "--header", "Authorization: Bearer \(token)", "http://127.0.0.1:\(agent.port)\(path)",
            ])
        #expect(command.status == 0, "\(command.errorText)")
        return Load(text: command.outputText)
    }

    @Test(arguments: ["/livez", "/v1/extractions", "/v1/extractors"])
    func `a snapshot is whole, and every request is answered`(path: String) async throws {
        let lab = agent.agent.workspace.lab
        try await lab.simulator("faults", [["path": "/compute/", "milliseconds": 100]])
        let begun = try await agent.send("POST", "/v1/extractions", token: token)
        let id = try #require(begun.json["id"]?.string)
        let load = try await load(path, seconds: 2 * Endurance.factor)
        #expect(load.isClean, "\(load.text)")
        #expect(load.rate > 50, "\(load.text)")
        try await lab.simulator("faults", [])
        let events = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        let state = try await agent.send("GET", "/v1/extractions/\(id)", token: token)
        #expect(state.json["state"] == "succeeded", "\(events.body)")
        if Endurance.factor > 1 { print("\(path): \(load.text)") }
    }
}
