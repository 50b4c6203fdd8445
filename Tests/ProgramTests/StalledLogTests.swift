// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// An agent whose log is a pipe that nobody reads any more. "A line that cannot be written is lost, and nothing else
/// happens", docs/telemetry.md.
struct StalledLogTests {
    /// Longer than the agent takes for its end, and much shorter than a test that stands.
    private static let patience = Duration.seconds(20)

    /// What ends in time: its status. What does not is killed, so that the tests go on.
    private func end(_ program: RunningProgram) async throws -> Int32 {
        let start = ContinuousClock.now
        try await program.until { ContinuousClock.now - start > Self.patience }
        #expect(!program.isRunning, "it stands still")
        program.signal(SIGKILL)
        return try await program.ended().status
    }

    @Test func `an agent whose log nobody reads answers, counts what is lost, and ends when it is told`() async throws {
        let lab = try await Lab.forAPI()
        let agent = try AgentWorkspace(
            lab, RunningAgent.section(try await Issuer.shared(), "  requests_per_minute: 1000000\n"))
        try agent.workspace.edit("app:\n", "app:\n  log_level: DEBUG\n")
        let pipe = try UnreadPipe()
        let program = try pipe.started("agent", "--config", agent.workspace.config)
        defer { program.signal(SIGKILL) }
        var port: Int?
        try await program.until {
            port = pipe.text().firstMatch(of: /"address":"[^"]*:([0-9]+)"[^\n]*the agent listens/).flatMap { Int($0.1) }
            return port != nil
        }
        let client = WebClient(port: try #require(port))
        // A line each, of half a kilobyte: more than the pipe and the agent's memory of them hold.
        let request = "GET /\(String(repeating: "a", count: 220)) HTTP/1.1\r\nHost: a\r\n\r\n"
        let count = 5000
        let outcome = try await RawExchange.all(
            [RawExchange(String(repeating: request, count: count), patience: 5)], port: client.port)[0]
        #expect(outcome.statuses.count == count)
        let answers = try await RawExchange.all(
            ["/livez", "/metrics"].map { RawExchange("GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n", patience: 3) },
            port: client.port)
        #expect(answers.map(\.statuses) == [[200], [200]])
        let dropped = answers[1].text.firstMatch(of: /\ntelemetry_dropped_lines_total ([0-9]+)/).flatMap { Int($0.1) }
        #expect(dropped ?? 0 > 0, "\(answers[1].text.count) bytes")
        program.signal(SIGTERM)
        #expect(try await end(program) == 0)
    }

    @Test func `an agent that cannot go on ends, though nobody reads why`() async throws {
        let other = try await RunningAgent(try await Lab.forAPI())
        let agent = try AgentWorkspace(other.agent.workspace.lab, RunningAgent.section(other.issuer, ""))
        // Taken.
        try agent.workspace.edit("  port: 0\n", "  port: \(other.port)\n")
        let pipe = try UnreadPipe()
        pipe.fill()
        #expect(try await end(try pipe.started("agent", "--config", agent.workspace.config)) == 51)
    }
}
