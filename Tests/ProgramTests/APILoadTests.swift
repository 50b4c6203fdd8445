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

    @Test func `the limit comes before the path is looked at, and probes have none`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI(), api: "  requests_per_minute: 4\n")
        let probes = ["/livez", "/readyz"].flatMap { path in ["GET", "HEAD"].map { WebClient.Request($0, path) } }
        let probed = try await agent.send(Array(repeating: probes, count: 5).flatMap(\.self))
        #expect(probed.map(\.status) == Array(repeating: 200, count: 20))
        let others = [
            ("GET", "/nothing"), ("PUT", "/livez"), ("DELETE", "/v1/extractions"), ("PROPFIND", "/"),
            ("GET", "/nothing"), ("PUT", "/livez"), ("DELETE", "/v1/extractions"), ("PROPFIND", "/"),
            ("GET", "/livez/x"), ("GET", "/metrics"), ("GET", "/health"), ("GET", "/openapi.json"),
        ].map { WebClient.Request($0.0, $0.1) }
        let answers = try await agent.send(others)
        #expect(answers.map(\.status) == [404, 405, 405, 501] + Array(repeating: 429, count: 8))
        #expect(answers.suffix(8).allSatisfy { $0.header("Retry-After") != nil })
        #expect(try await agent.send(probes).map(\.status) == [200, 200, 200, 200])
    }

    @Test func `a client that holds connections and says nothing leaves places to others`() async throws {
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: "  requests_per_minute: 1000000\n  max_connections: 16\n")
        let silent = Array(repeating: RawExchange("", patience: 8, source: "127.0.0.2"), count: 20)
        let outcomes = try await RawExchange.all(silent + [RawExchange(Self.get, patience: 5)], port: agent.port)
        #expect(outcomes.last?.statuses == [200])
        // Eight have places; the others are told that there is none, long before the agent's patience is over.
        #expect(outcomes.dropLast().count { !$0.isClosed } == 8)
        #expect(outcomes.dropLast().allSatisfy { $0.text.isEmpty })
        // They are free again.
        let again = try await RawExchange.all(
            (0..<8).map { _ in RawExchange(Self.get, patience: 5, source: "127.0.0.2") }, port: agent.port)
        #expect(again.map(\.statuses) == Array(repeating: [200], count: 8))
    }

    @Test func `whoever watches with many eyes leaves seats to others`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let agent = try await RunningAgent(lab)
        // A cloud that does not answer keeps the run running.
        let pid = Int32(lab.number("aws", "pid"))
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let operatorToken = try await agent.token()
        let run = try await agent.send("POST", "/v1/extractions", token: operatorToken)
        let path = try #require(run.header("Location")) + "/events"
        func watching(_ subject: String, times count: Int) async throws -> [RawExchange] {
            let token = try await agent.tokens([["viewer"]], subject: subject)[0]
            let request = "GET \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\r\n"
            return Array(repeating: RawExchange(request, patience: 10), count: count)
        }
        let outcomes = try await RawExchange.all(
            try await watching("alice", times: 12) + watching("bob", times: 3), port: agent.port)
        #expect(
            outcomes.prefix(12).flatMap(\.statuses).sorted() == Array(repeating: 200, count: 8) + [429, 429, 429, 429])
        #expect(outcomes.suffix(3).flatMap(\.statuses) == [200, 200, 200])
    }

    @Test func `more connections than may be wait, and those that are there go on`() async throws {
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: "  requests_per_minute: 1000000\n  max_connections: 4\n")
        // Four that ask twice with a pause, and four that come while those are there.
        let first = (0..<4).map { _ in RawExchange(Self.get, Self.get, pause: 4, patience: 3) }
        // Their turn comes when a place is free.
        let second = (0..<4).map { _ in RawExchange(Self.get, delay: 2) }
        let outcomes = try await RawExchange.all(first + second, port: agent.port)
        #expect(outcomes.prefix(4).map(\.statuses) == Array(repeating: [200, 200], count: 4))
        #expect(outcomes.suffix(4).map(\.statuses) == Array(repeating: [200], count: 4))
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    @Test func `a hundred clients that ask at once get their answers, and health is asked once`() async throws {
        // One address has a quarter of all places.
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: "  requests_per_minute: 1000000\n  max_connections: 400\n")
        let before = try agent.agent.workspace.lab.answers(to: "sys/health")
        let outcomes = try await RawExchange.all(
            (0..<100).map { _ in RawExchange("GET /health HTTP/1.1\r\nHost: a\r\n\r\n") },
            port: agent.port)
        #expect(outcomes.allSatisfy { $0.statuses == [200] }, "\(outcomes.first?.text ?? "")")
        #expect(try agent.agent.workspace.lab.answers(to: "sys/health") <= before + 2)
    }

    @Test func `an agent that is to end does so with clients on its line`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        async let outcomes = RawExchange.all(
            (0..<4).map { _ in RawExchange(Self.get, patience: 600) } + [
                RawExchange("GET /livez HTTP/1.1\r\n", patience: 600)
            ],
            port: agent.port)
        let alone = agent.program.sockets
        try await agent.program.until { agent.program.sockets >= alone + 5 }
        let before = ContinuousClock.now
        #expect(try await agent.ended().status == 0)
        #expect(ContinuousClock.now - before < .seconds(25))
        #expect(try await outcomes.allSatisfy(\.isClosed))
    }
}
