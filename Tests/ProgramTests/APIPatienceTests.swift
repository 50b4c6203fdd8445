// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Clients that take up a place and do nothing with it. The agent's patience is half a minute.
@Suite(.enabled("they wait for that long: scripts/soak runs them") { Endurance.factor > 1 })
struct APIPatienceTests {
    @Test func `a client that never comes to its end is let go`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let head = """
            POST /v1/extractions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
            Authorization: Bearer \(try await agent.token())\r\nContent-Length: 5000\r\n\r\n
            """
        let outcomes = try await RawExchange.all(
            [
                // Silence, a head that comes byte by byte, a body that does, and one for a route that reads none.
                RawExchange("", patience: 40),
                RawExchange("GET /livez HTTP/1.1\r\nX: ", "a", pause: 1, patience: 40, isEndless: true),
                RawExchange(head, " ", pause: 1, patience: 40, isEndless: true),
                RawExchange(
                    "POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n", " ", pause: 1, patience: 40,
                    isEndless: true),
            ], port: agent.port)
        for outcome in outcomes {
            #expect(outcome.isClosed)
            #expect((25...38).contains(outcome.seconds), "\(outcome.seconds)")
        }
        #expect(outcomes.map(\.statuses) == [[], [], [408], [405]])
    }

    @Test func `a client that does not read its answers is let go`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        // Some megabytes more than the sockets hold between them.
        let count = 1500
        let requests = String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n", count: count)
        let outcomes = try await RawExchange.all(
            [RawExchange(requests, patience: 5), RawExchange(requests, patience: 5, deafness: 40)], port: agent.port)
        // Who reads has all of them, however long it takes.
        #expect(outcomes[0].statuses.count == count && !outcomes[0].isClosed)
        #expect(outcomes[1].statuses.count < count && outcomes[1].isClosed)
    }
}
