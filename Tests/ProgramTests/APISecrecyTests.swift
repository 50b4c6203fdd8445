// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// No secret in what the agent says: to its clients, in its log, in its metrics.
struct APISecrecyTests {
    @Test func `no answer, no line and no metric holds a secret`() async throws {
        let lab = try await Lab.forAPI()
        let agent = try await RunningAgent(lab)
        let workspace = agent.agent.workspace
        // The log has everything that it can have.
        let token = try await agent.token()
        var secrets = [Lab.apiKey, token, try await lab.secret("aws", "secret_access_key")]
        secrets += [
            try await lab.secret("fernet", "key_k1"), try await lab.secret("audit", "signing_key"),
            lab.text("bao", "root_token"),
        ]
        for file in ["role_id_file", "secret_id_file"] {
            secrets.append(workspace.text(lab.text("approle", file)).trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(secrets.allSatisfy { $0.count >= 16 })
        let begun = try await agent.send("POST", "/v1/extractions", token: token)
        let id = try #require(begun.json["id"]?.string)
        _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: token)
        let paths = try #require(try await agent.send("GET", "/openapi.json").json["paths"]?.object?.members)
        let requests = paths.flatMap { path in
            let target = path.name.replacingOccurrences(of: "{id}", with: id)
                .replacingOccurrences(of: "{index}", with: "0").replacingOccurrences(of: "{role}", with: "reader")
            return (path.value.object?.members ?? []).map {
                WebClient.Request($0.name.uppercased(), target, token: token)
            } + [WebClient.Request("GET", "\(target)?access_token=\(token)", token: token)]
        }
        // Those that are refused quote nothing either.
        let refused = [
            WebClient.Request("GET", "/v1/extractors", token: token + "x"),
            WebClient.Request("POST", "/v1/extractions", token: token, body: #"{"services":["\#(Lab.apiKey)"]}"#),
            WebClient.Request("POST", "/v1/extractions", token: token, body: #"{"\#(Lab.apiKey)":1}"#),
            WebClient.Request("POST", "/v1/extractions", token: token, body: Lab.apiKey),
            WebClient.Request("GET", "/v1/extractions/\(Lab.apiKey)", token: token),
        ]
        let answers = try await agent.send(requests + refused)
        #expect(answers.count > 40)
        #expect(answers.allSatisfy { $0.status != nil && $0.status != 500 })
        let metrics = try await agent.send("GET", "/metrics").body
        #expect(metrics.contains("extraction"))
        let check = try await Command.run(
            "\(Repository.root)/.promtool/promtool", ["check", "metrics"], input: Data(metrics.utf8))
        #expect(
            check.status == 0 && check.outputText.isEmpty && check.errorText.isEmpty,
            "\(check.outputText)\(check.errorText)")
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        var places = zip(requests + refused, answers).map { request, answer in
            ("\(request.method) \(request.path.prefix(60))", "\(answer.headers) \(answer.body)")
        }
        places.append(("the log", ended.errorText))
        places.append(("the output", ended.outputText))
        for file in try Workspace.files(below: workspace.audit) + Workspace.files(below: agent.agent.state) {
            places.append((file.path, String(decoding: file.contents, as: UTF8.self)))
        }
        for (name, text) in places {
            for (index, secret) in secrets.enumerated() {
                #expect(!text.contains(secret), "secret \(index) in \(name)")
            }
        }
    }
}
