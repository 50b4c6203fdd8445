// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What the API does, against servers that are there.
struct AgentAPITests {
    @Test func `a snapshot that is asked for is taken, watched, and verifies`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        let agent = try await RunningAgent(lab)
        let token = try await agent.issuer.token(["operator", "viewer", "auditor"])
        let begun = try await agent.ask("POST", "/v1/extractions", token: token, body: #"{"services":["aws:ec2"]}"#)
        #expect(begun.status == 202)
        let id = try #require(begun.json["id"]?.string)
        #expect(begun.headers["location"] == "/v1/extractions/\(id)")
        // The stream ends with the run.
        let stream = try await agent.ask("GET", "/v1/extractions/\(id)/events", token: token)
        #expect(stream.headers["content-type"] == "text/event-stream")
        let events = stream.text.components(separatedBy: "\n\n").filter { $0.hasPrefix("event: run\n") }
        let states = try events.map { event in
            let data = event.split(separator: "\n").last?.dropFirst("data: ".count) ?? ""
            return try JSONValue(parsing: Array(data.utf8).span)["state"]?.string
        }
        #expect(states.last == "succeeded", "\(stream.text)")
        let run = try await agent.ask("GET", "/v1/extractions/\(id)", token: token).json
        #expect(run["progress"]?["records"]?.integer ?? 0 > 0)
        #expect(run["cause"]?["subject"]?.string == "alice")
        #expect(try await agent.ask("GET", "/v1/extractions", token: token).json.array?.first == run)

        let directory = "\(agent.agent.workspace.output)/\(id)"
        for name in ["manifest.json", "manifest.note"] {
            let path = name == "manifest.json" ? "manifest" : name
            let answer = try await agent.ask("GET", "/v1/snapshots/\(id)/\(path)", token: token)
            #expect(answer.body == (try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))))
        }
        let verified = try await Program.run("verify", directory, "--public-key", lab.text("audit_verifier_key"))
        #expect(verified.status == 0)

        // Who asked for it stands in the audit log, and can be proven.
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        let log = try await Program.run(
            "audit", "show", agent.agent.workspace.audit, "--public-key", lab.text("audit_verifier_key"))
        let entries = try log.lines()
        let entry = try #require(entries.first { $0["action"]?.string == "agent.run" })
        #expect(entry["detail"]?["cause"]?["subject"]?.string == "alice")
        let start = try #require(entries.first { $0["action"]?.string == "agent.start" })
        #expect(start["detail"]?["dumpable"]?.bool == false)
        #expect(start["detail"]?["new_privileges"]?.bool == false)
        #expect(start["detail"]?["core_files"]?.bool == false)
    }

    @Test func `what cannot be done is refused with a problem that says why`() async throws {
        let agent = try await RunningAgent(try await Lab(["--only", "bao"]))
        let token = try await agent.issuer.token(["operator", "viewer", "rotator", "auditor"])
        let id = "01JD9Y6S41TSV4RRFFQ69G5FAV"
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        let cases: [(method: String, path: String, body: String?, status: Int)] = [
            ("POST", "/v1/extractions", "{", 400), ("POST", "/v1/extractions", #"{"services":[],"services":[]}"#, 400),
            ("POST", "/v1/extractions", deep, 400), ("POST", "/v1/extractions", "[]", 422),
            ("POST", "/v1/extractions", #"{"colour":"red"}"#, 422),
            ("POST", "/v1/extractions", #"{"services":["aws:nothing"]}"#, 422),
            ("POST", "/v1/extractions", #"{"services":"aws:ec2"}"#, 422),
            ("POST", "/v1/extractions", #"{"providers":["ibm"]}"#, 422),
            ("POST", "/v1/extractions", #"{"pad":"\#(String(repeating: "x", count: 70_000))"}"#, 413),
            ("POST", "/v1/rotations", "{}", 422), ("POST", "/v1/rotations", #"{"provider":"ibm"}"#, 422),
            ("POST", "/v1/rotations", #"{"provider":"aws","secret":"../x"}"#, 422),
            ("GET", "/v1/extractions/\(id)", nil, 404), ("GET", "/v1/extractions/x", nil, 404),
            ("GET", "/v1/extractions/\(id)/events", nil, 404), ("POST", "/v1/extractions/\(id)/cancel", nil, 404),
            ("GET", "/v1/snapshots/\(id)/manifest", nil, 404), ("GET", "/v1/snapshots/..%2f..%2fx/manifest", nil, 404),
            ("GET", "/v1/audit/entries/-1", nil, 404), ("GET", "/v1/audit/proofs/99999999999999999999", nil, 404),
            ("GET", "/v1/policies/vault/root", nil, 404), ("GET", "/nothing", nil, 404), ("GET", "/v1", nil, 404),
            ("DELETE", "/v1/extractions", nil, 405), ("PUT", "/livez", nil, 405), ("TRACE", "/health", nil, 405),
        ]
        for one in cases {
            let answer = try await agent.ask(one.method, one.path, token: token, body: one.body)
            #expect(answer.status == one.status, "\(one.method) \(one.path) \(one.body?.prefix(40) ?? "")")
            #expect(answer.headers["content-type"] == "application/problem+json", "\(one.path)")
            #expect(answer.json["status"]?.integer == one.status, "\(one.path)")
            #expect(answer.json["detail"]?.string?.isEmpty == false, "\(one.path)")
            if one.status == 405 { #expect(answer.headers["allow"]?.isEmpty == false) }
        }
        for path in ["/livez", "/v1/extractions"] {
            let head = try await agent.ask("HEAD", path, token: token)
            #expect(head.status == 200 && head.body.isEmpty, "\(path)")
        }
        let form = try await agent.ask(
            "POST", "/v1/extractions", token: token, body: "a=b",
            headers: ["Content-Type: application/x-www-form-urlencoded"])
        #expect(form.status == 415)
        #expect(try await agent.ask("GET", "/livez").status == 200)
        #expect(try await agent.ended().status == 0)
    }

    @Test func `who asks too often is told when to come back`() async throws {
        let agent = try await RunningAgent(try await Lab(["--only", "bao"]), limits: "  requests_per_minute: 5")
        var statuses: [Int] = []
        for _ in 0..<7 { statuses.append(try await agent.ask("GET", "/livez").status) }
        #expect(statuses.prefix(5) == [200, 200, 200, 200, 200])
        #expect(statuses.last == 429)
        let refused = try await agent.ask("GET", "/livez")
        #expect(refused.headers["retry-after"].flatMap(Int.init) ?? 0 > 0)
    }

    @Test func `a Vault that has gone makes the agent unhealthy, and not dead`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let agent = try await RunningAgent(lab)
        kill(Int32(lab.number("bao", "pid")), SIGKILL)
        let health = try await agent.ask("GET", "/health")
        #expect(health.status == 503)
        #expect(health.json["status"]?.string == "unhealthy")
        #expect(health.json["checks"]?["vault"]?.string?.hasPrefix("error: ") == true)
        #expect(health.json["checks"]?["filesystem"]?.string == "ok")
        #expect(try await agent.ask("GET", "/livez").status == 200)
        let token = try await agent.issuer.token(["operator"])
        #expect(try await agent.ask("POST", "/v1/extractions", token: token).status == 202)
        // The run fails, with the command line's own words.
        let list = try await agent.ask("GET", "/v1/extractions", token: token).json.array ?? []
        let id = try #require(list.first?["id"]?.string)
        _ = try await agent.ask("POST", "/v1/extractions/\(id)/cancel", token: token)
        let stream = try await agent.ask("GET", "/v1/extractions/\(id)/events", token: token)
        #expect(stream.text.contains(#""state":"cancelled""#) || stream.text.contains(#""state":"failed""#))
        #expect(try await agent.ended().status == 0)
    }

    @Test func `no secret is in any answer, log line or metric`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        let agent = try await RunningAgent(lab, sections: "")
        let token = try await agent.issuer.token(["operator", "viewer", "rotator", "auditor"])
        let run = try await agent.ask("POST", "/v1/extractions", token: token)
        let id = try #require(run.json["id"]?.string)
        var said = try await agent.ask("GET", "/v1/extractions/\(id)/events", token: token).text
        for path in [
            "/livez", "/readyz", "/health", "/metrics", "/openapi.json", "/v1/extractions", "/v1/plan",
            "/v1/extractors", "/v1/policies/vault/reader", "/v1/snapshots", "/v1/snapshots/\(id)/manifest",
            "/v1/audit/checkpoint", "/v1/audit/entries/0", "/v1/audit/proofs/0",
        ] {
            let answer = try await agent.ask("GET", path, token: token)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            said += answer.text
        }
        said += try await agent.ended().errorText
        let aws = try await lab.secret("aws", "secret_access_key")
        let signing = try await lab.secret("audit", "signing_key")
        let secretID = agent.agent.workspace.text(lab.text("approle", "secret_id_file"))
        for secret in [agent.issuer.secret, token, aws, signing, secretID] {
            #expect(secret.utf8.count > 10)
            #expect(!said.contains(secret.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
        #expect(said.contains("extraction_count_total"))
    }
}
