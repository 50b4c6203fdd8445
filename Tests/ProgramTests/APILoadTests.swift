// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Clients that are many, or hasty.
struct APILoadTests {
    private static let get = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `a client that is too hasty is told when it may come again`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI(), api: "  requests_per_minute: 20\n")
        let token = try await agent.token()
        let answers = try await agent.send(
            Array(repeating: WebClient.Request("GET", "/v1/extractors", token: token), count: 25))
        #expect(answers.prefix(20).map(\.status) == Array(repeating: 200, count: 20))
        let refused = answers.filter { $0.status == 429 }
        #expect(refused.count >= 4)
        for answer in refused {
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(answer.header("Retry-After").flatMap(Int.init).map { (1...3).contains($0) } == true)
        }
        // A wrong token is as dear as a right one, so that nobody tries many.
        let guesses = try await agent.send(
            Array(repeating: WebClient.Request("GET", "/v1/extractors", token: "x"), count: 25))
        #expect(guesses.count { $0.status == 429 } >= 20)
    }

    @Test func `more connections than may be wait, and those that are there go on`() async throws {
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: "  requests_per_minute: 1000000\n  max_connections: 4\n")
        // Four that ask twice with a pause, and four that come while those are there.
        let first = (0..<4).map { _ in RawExchange(Self.get, Self.get, pause: 2, patience: 3) }
        let second = (0..<4).map { _ in RawExchange(Self.get, patience: 20) }
        async let held = RawExchange.all(first, port: agent.port)
        try await Task.sleep(for: .milliseconds(500))
        async let late = RawExchange.all(second, port: agent.port)
        #expect(try await held.map(\.statuses) == Array(repeating: [200, 200], count: 4))
        // Their turn comes when a place is free.
        let outcomes = try await late
        #expect(outcomes.map(\.statuses) == Array(repeating: [200], count: 4))
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    @Test func `a hundred clients that ask at once get their answers, and health is asked once`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let before = try agent.agent.workspace.lab.answers(to: "sys/health")
        let outcomes = try await RawExchange.all(
            (0..<100).map { _ in RawExchange("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", patience: 10) },
            port: agent.port)
        #expect(outcomes.allSatisfy { $0.statuses == [200] }, "\(outcomes.first?.text ?? "")")
        #expect(try agent.agent.workspace.lab.answers(to: "sys/health") <= before + 2)
    }

    @Test func `an agent that is to end does so with clients on its line`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        async let outcomes = RawExchange.all(
            (0..<4).map { _ in RawExchange(Self.get, patience: 30) } + [
                RawExchange("GET /livez HTTP/1.1\r\n", patience: 30)
            ],
            port: agent.port)
        try await Task.sleep(for: .seconds(1))
        let before = ContinuousClock.now
        #expect(try await agent.ended().status == 0)
        #expect(ContinuousClock.now - before < .seconds(10))
        #expect(try await outcomes.allSatisfy(\.isClosed))
    }
}
