// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

/// An agent that was given a secret id in a wrapping token, which opens once.
struct WrappedLoginTests {
    @Test func `what was in a wrapping token serves the agent for every login`() async throws {
        let lab = try await Lab.forAPI()
        let made = try await lab.bao(
            "POST", "auth/approle/role/cloud-extractor/secret-id", [:],
            headers: ["X-Vault-Token: \(lab.text("bao", "root_token"))", "X-Vault-Wrap-TTL: 30m"], mustSucceed: true)
        let token = try #require(made["wrap_info"]?["token"]?.string)
        // The key of the API's tokens takes the first login.
        let agent = try await RunningAgent(
            lab,
            prepared: { workspace in
                let file = try workspace.directory.write("wrapped", token)
                try workspace.edit(
                    lab.text("approle", "secret_id_file") + "\"",
                    file + "\"\n    secret_id_wrapped: true\n    role: cloud-extractor")
            })
        let bearer = try await agent.token()
        for _ in 0..<2 {
            let begun = try await agent.send(
                "POST", "/v1/extractions", token: bearer, body: #"{"services":["aws:s3"]}"#)
            let id = try #require(begun.json["id"]?.string, "\(begun.body)")
            _ = try await agent.send("GET", "/v1/extractions/\(id)/events", token: bearer)
            let ended = try await agent.send("GET", "/v1/extractions/\(id)", token: bearer).json
            #expect(ended["state"] == "succeeded", "\(ended)")
        }
        let ended = try await agent.ended()
        #expect(ended.status == 0)
        #expect(!ended.errorText.contains(token))
    }
}
