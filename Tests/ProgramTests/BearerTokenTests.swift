// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Who is let in, by tokens that another implementation has made.
struct BearerTokenTests {
    @Test func `every token is answered as it deserves, and each refusal says why`() async throws {
        let agent = try await RunningAgent(try await Lab(["--only", "bao"]))
        let cases = try await agent.issuer.cases()
        #expect(cases.count > 50)
        for one in cases {
            let answer = try await agent.ask("GET", "/v1/extractions", token: one.token)
            #expect(answer.status == one.status, "\(one.name): \(answer.text)")
            let challenge = answer.headers["www-authenticate"]
            if one.status == 200 {
                #expect(challenge == nil, "\(one.name)")
                continue
            }
            #expect(challenge?.hasPrefix("Bearer realm=\"cloud-extractor\"") == true, "\(one.name)")
            #expect(challenge?.contains("error=\"\(one.error)\"") == true, "\(one.name): \(challenge ?? "")")
            #expect(answer.headers["content-type"] == "application/problem+json", "\(one.name)")
            #expect(answer.json["status"]?.integer == one.status, "\(one.name)")
        }
        // A key that nobody has is no reason to ask the issuer again and again.
        #expect(try await agent.issuer.requests() <= 2)
        let ended = try await agent.ended()
        #expect(ended.status == 0, "\(ended.errorText)")
    }

    @Test func `without a token there is a challenge and no error, RFC 6750`() async throws {
        let agent = try await RunningAgent(try await Lab(["--only", "bao"]))
        for headers in [[], ["Authorization;"], ["Authorization: Basic YTpi"], ["Authorization: Bearer"]] {
            let answer = try await agent.ask("GET", "/v1/extractions", headers: headers)
            #expect(answer.status == 401, "\(headers)")
            #expect(answer.headers["www-authenticate"] == "Bearer realm=\"cloud-extractor\"", "\(headers)")
        }
        let token = try await agent.issuer.token(["viewer"])
        let lower = try await agent.ask("GET", "/v1/extractions", headers: ["Authorization: bearer \(token)"])
        #expect(lower.status == 200)
        let twice = try await agent.ask(
            "GET", "/v1/extractions", token: token, headers: ["Authorization: Bearer \(token)"])
        #expect(twice.status == 400)
    }

    @Test func `each route takes the roles that its description names, and no other`() async throws {
        let agent = try await RunningAgent(try await Lab(["--only", "bao"]))
        let roles = ["viewer", "operator", "rotator", "auditor"]
        var tokens: [String: String] = [:]
        for role in roles { tokens[role] = try await agent.issuer.token([role]) }
        let paths = try await agent.ask("GET", "/openapi.json").json["paths"]?.object?.members ?? []
        #expect(paths.count > 15)
        var asked = 0
        for (path, operations) in paths.map({ ($0.name, $0.value) }) {
            for operation in operations.object?.members ?? [] {
                let place = path.replacingOccurrences(of: "{id}", with: "01JD9Y6S41TSV4RRFFQ69G5FAV")
                    .replacingOccurrences(of: "{role}", with: "reader").replacingOccurrences(
                        of: "{index}", with: "9999")
                guard let allowed = operation.value["x-roles"]?.array?.compactMap(\.string) else {
                    #expect(try await agent.ask(operation.name.uppercased(), place).status != 401, "\(path)")
                    continue
                }
                for role in roles {
                    // A body that no route takes: whoever is let in begins nothing.
                    let answer = try await agent.ask(
                        operation.name.uppercased(), place, token: tokens[role],
                        body: operation.name == "post" ? "[]" : nil)
                    #expect((answer.status == 403) == !allowed.contains(role), "\(role) \(operation.name) \(path)")
                    #expect(answer.status != 401)
                    #expect(answer.status < 500 || path == "/v1/plan", "\(path): \(answer.text)")
                    asked += 1
                }
            }
        }
        #expect(asked > 40)
    }
}
