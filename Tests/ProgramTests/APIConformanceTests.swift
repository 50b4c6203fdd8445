// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What the API says of itself, held against what it does, by tools that know nothing of it.
struct APIConformanceTests {
    @Test func `the description is OpenAPI, and what is answered is what it says`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        let viewer = try await agent.token(["viewer"])
        let described = try await agent.send("GET", "/openapi.json")
        #expect(described.json["openapi"]?.string?.hasPrefix("3.1") == true)
        let begun = try await agent.send("POST", "/v1/extractions", token: token)
        let id = try #require(begun.json["id"]?.string)
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        let absent = "01JZZZZZZZZZZZZZZZZZZZZZZZ"
        let cases: [(method: String, path: String, target: String, token: String?, body: String?)] =
            [
                ("/livez", ""), ("/readyz", ""), ("/health", ""), ("/metrics", ""),
                ("/v1/extractions", ""), ("/v1/extractions/{id}", id), ("/v1/extractions/{id}", absent),
                ("/v1/extractions/{id}/events", id), ("/v1/extractions/{id}/events", absent), ("/v1/plan", ""),
                ("/v1/extractors", ""), ("/v1/policies/vault/{role}", "reader"), ("/v1/policies/vault/{role}", "x"),
                ("/v1/snapshots", ""), ("/v1/snapshots/{id}/manifest", id), ("/v1/snapshots/{id}/manifest", absent),
                ("/v1/snapshots/{id}/manifest.note", id), ("/v1/audit/checkpoint", ""),
                ("/v1/audit/entries/{index}", "0"), ("/v1/audit/entries/{index}", "999999"),
                ("/v1/audit/proofs/{index}", "0"), ("/v1/audit/proofs/{index}", "999999"),
            ].map { path, value in ("GET", path, path.replacing(/{[a-z]+}/, with: value), token, nil) } + [
                ("GET", "/v1/plan", "/v1/plan", viewer, nil), ("GET", "/v1/plan", "/v1/plan", nil, nil),
                ("POST", "/v1/extractions", "/v1/extractions", token, #"{"services":["aws:s3"]}"#),
                ("POST", "/v1/extractions", "/v1/extractions", token, "{"),
                ("POST", "/v1/extractions", "/v1/extractions", token, "[]"),
                ("POST", "/v1/rotations", "/v1/rotations", token, "{}"),
                ("POST", "/v1/extractions/{id}/cancel", "/v1/extractions/\(id)/cancel", token, nil),
                ("POST", "/v1/extractions/{id}/cancel", "/v1/extractions/\(absent)/cancel", token, nil),
            ]
        let answers = try await agent.send(
            cases.map { WebClient.Request($0.method, $0.target, token: $0.token, body: $0.body) })
        let told: [JSONValue] = zip(cases, answers).map { wanted, answer in
            [
                "path": .string(wanted.path), "method": .string(wanted.method),
                "status": JSONValue(answer.status ?? 0), "type": .string(answer.header("Content-Type") ?? ""),
                "body": .string(answer.body),
            ]
        }
        let wrong = try await Oracle.ask(
            "openapi", question: ["document": described.json, "answers": .array(told)])
        #expect(wrong == [], "\(wrong)")
        // Each path that can be got was got.
        let good = Set(zip(cases, answers).filter { $1.status == 200 }.map(\.0.path))
        let paths = (described.json["paths"]?.object?.members ?? []).filter { $0.value["get"] != nil }.map(\.name)
        #expect(Set(paths).subtracting(["/openapi.json"]) == good)
    }

    @Test func `schemathesis finds nothing`() async throws {
        // Of its own: it begins what it can.
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let agent = try await RunningAgent(lab)
        let token = try await agent.token()
        let directory = try TemporaryDirectory()
        let command = try await Command.run(
            "\(Repository.root)/.venv-api/bin/st",
            [
                "--config-file", "\(Repository.root)/scripts/oracle/schemathesis.toml", "run",
                "http://127.0.0.1:\(agent.port)/openapi.json", "--no-color", "--phases", "coverage,fuzzing",
                "--header", "Authorization: Bearer \(token)", "--max-examples", "\(5 * Endurance.factor)",
                "--seed", "\(Endurance.seed)", "--generation-database", "none", "--continue-on-failure",
                "--request-timeout", "30", "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
                    + "response_schema_conformance,negative_data_rejection,positive_data_acceptance,"
                    + "unsupported_method,allow_header_conformance,ignored_auth",
            ], directory: directory.path)
        #expect(command.status == 0, "\(command.outputText.suffix(6000))\(command.errorText)")
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        #expect(!ended.errorText.contains("a request failed"))
    }
}
