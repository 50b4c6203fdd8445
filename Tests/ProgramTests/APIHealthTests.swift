// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What orchestrators ask.
struct APIHealthTests {
    @Test func `an agent whose Vault is gone lives, and says what is wrong`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let agent = try await RunningAgent(lab)
        let well = try await agent.send("GET", "/health")
        #expect(well.status == 200, "\(well.body)")
        #expect(well.json["status"] == "healthy")
        for name in ["vault", "aws_connectivity", "filesystem", "disk_space", "audit_log", "clock"] {
            #expect(well.json["checks"]?[name] == "ok", "\(name): \(well.body)")
        }
        kill(Int32(lab.number("bao", "pid")), SIGKILL)
        let before = ContinuousClock.now
        var ill = well
        // The last answer is good for ten seconds.
        while ill.status == 200, ContinuousClock.now - before < .seconds(30) {
            ill = try await agent.send("GET", "/health")
            try await Task.sleep(for: .milliseconds(250))
        }
        #expect(ill.status == 503)
        #expect(ill.json["status"] == "unhealthy")
        #expect(ill.json["checks"]?["vault"]?.string?.hasPrefix("error: ") == true, "\(ill.body)")
        #expect(ill.json["checks"]?["filesystem"] == "ok")
        // From its memory, however many ask.
        let many = try await agent.send(Array(repeating: WebClient.Request("GET", "/health"), count: 200))
        #expect(many.allSatisfy { $0.status == 503 })
        let others = try await agent.send(["/livez", "/readyz", "/metrics"].map { WebClient.Request("GET", $0) })
        #expect(others.map(\.status) == [200, 200, 200])
        // Tokens are verified without Vault.
        #expect(try await agent.send("GET", "/v1/extractors", token: agent.token()).status == 200)
        #expect(try await Program.run("agent", "check", "http://127.0.0.1:\(agent.port)/health").status != 0)
        #expect(try await Program.run("agent", "check", "http://127.0.0.1:\(agent.port)/livez").status == 0)
    }
}
