// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Each role at each route: what the description says is what happens.
struct APIRoleTests {
    private static let roles = ["viewer", "operator", "rotator", "auditor"]

    private struct Route {
        let method: String
        let path: String
        /// Nil for a route that is open to all.
        let roles: [String]?
    }

    private func routes(_ agent: RunningAgent) async throws -> [Route] {
        let document = try await agent.send("GET", "/openapi.json").json
        let paths = try #require(document["paths"]?.object?.members)
        return paths.flatMap { path in
            (path.value.object?.members ?? []).map { operation in
                Route(
                    method: operation.name.uppercased(),
                    path: path.name.replacingOccurrences(of: "{id}", with: "01JZZZZZZZZZZZZZZZZZZZZZZZ")
                        .replacingOccurrences(of: "{index}", with: "999999")
                        .replacingOccurrences(of: "{role}", with: "reader"),
                    roles: operation.value["x-roles"]?.array?.compactMap(\.string))
            }
        }
    }

    /// Bodies that begin nothing: whoever may is told that they are no good.
    private func request(_ route: Route, _ token: String?) -> WebClient.Request {
        let isBodied = route.method == "POST" && !route.path.hasSuffix("/cancel")
        return WebClient.Request(route.method, route.path, token: token, body: isBodied ? #"{"nonsense":1}"# : nil)
    }

    @Test func `a role may what the description says, and nothing else`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let routes = try await routes(agent)
        #expect(routes.count == 19)
        #expect(routes.count { $0.roles == nil } == 4)
        let tokens = try await agent.tokens([[]] + Self.roles.map { [$0] } + [Self.roles])
        let holders: [(roles: [String], token: String?)] =
            [([], nil)] + zip([[]] + Self.roles.map { [$0] } + [Self.roles], tokens).map { ($0, $1) }
        let cases = routes.flatMap { route in holders.map { (route, $0) } }
        let answers = try await agent.send(cases.map { request($0, $1.token) })
        #expect(answers.count == cases.count)
        for ((route, holder), answer) in zip(cases, answers) {
            let comment = Comment(
                rawValue: "\(route.method) \(route.path) as \(holder.roles): \(answer.body.prefix(300))")
            let status = try #require(answer.status, comment)
            guard let wanted = route.roles else {
                #expect(status == 200 || status == 503, comment)
                continue
            }
            if holder.token == nil {
                #expect(status == 401, comment)
            } else if Set(wanted).isDisjoint(with: holder.roles) {
                #expect(status == 403, comment)
                let challenge = answer.header("WWW-Authenticate") ?? ""
                #expect(challenge.contains("error=\"insufficient_scope\""), comment)
                #expect(challenge.hasSuffix("scope=\"\(wanted.sorted().joined(separator: " "))\""), comment)
            } else {
                #expect([200, 404, 422].contains(status), comment)
            }
        }
    }

    @Test func `who may begin a thing may end it, and nobody else`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let tokens = try await agent.tokens([["operator"], ["rotator"], ["viewer"]])
        let run = try await agent.send("POST", "/v1/extractions", token: tokens[0])
        let path = try #require(run.header("Location")) + "/cancel"
        #expect(try await agent.send("POST", path, token: tokens[2]).status == 403)
        #expect(try await agent.send("POST", path, token: tokens[1]).status == 403)
        let ended = try await agent.send("POST", path, token: tokens[0])
        // It may have been too short to be ended.
        #expect(ended.status == 202 || ended.status == 409, "\(ended.body)")
    }

    @Test func `who is refused is in the log, with what they tried and no token`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let viewer = try await agent.tokens([["viewer"]], subject: "mallory")[0]
        #expect(try await agent.send("POST", "/v1/extractions", token: viewer).status == 403)
        #expect(try await agent.send("GET", "/v1/plan", token: "\(viewer)x").status == 401)
        #expect(try await agent.send("GET", "/v1/plan").status == 401)
        #expect(try await agent.send("GET", "/v1/nothing", token: viewer).status == 404)
        let log = try await agent.ended().errorText
        let refusals = try log.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8).span) }
            .filter { $0["message"] == "a request was refused" }
        #expect(refusals.allSatisfy { $0["level"] == "NOTICE" && $0["client"] == "127.0.0.1" })
        #expect(refusals.map { $0["status"] } == ["403", "401", "401"], "\(refusals)")
        #expect(refusals.map { $0["subject"] } == ["mallory", "nobody", "nobody"])
        #expect(refusals.map { $0["route"] } == ["/v1/extractions", "/v1/plan", "/v1/plan"])
        #expect(refusals[0]["cause"]?.string?.contains("operator") == true)
        #expect(!log.contains(viewer))
    }
}
