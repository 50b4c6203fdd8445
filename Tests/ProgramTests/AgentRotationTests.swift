// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// An agent whose job it is to replace the key of another one.
struct AgentRotationTests {
    @Test func `a job rotates at its own pace`() async throws {
        let rotation = try await RotationWorkspace(try await Lab(["--only", "bao,ministack"]))
        let old = try #require(try await rotation.fields()["access_key_id"]?.string)
        let agent = try AgentWorkspace(
            in: rotation.workspace,
            """
            schedule:
              jobs:
                keys: {kind: rotation, cron: "* * * * *", provider: aws, grace: 30m, soak: 2d}

            """)
        let program = try agent.start()
        #expect(try await program.until { agent.job("keys")["run"]?["status"]?.string == "succeeded" })
        program.signal(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.status == 0, "\(ended.errorText)")
        let new = try #require(try await rotation.fields()["access_key_id"]?.string)
        #expect(new != old)
        #expect(try await rotation.keys() == [old: true, new: true])
        let document = try await rotation.document()
        #expect(document["state"] == "promoted", "\(document)")
        let promoted = try #require(document["promoted_at"]?.string.flatMap { Timestamp(rfc3339: $0) })
        let retires = try #require(document["retire_at"]?.string.flatMap { Timestamp(rfc3339: $0) })
        #expect(retires.seconds - promoted.seconds == 1800)
        let shown = try await Program.run(
            "audit", "show", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        let run = try #require(try shown.lines().first { $0["action"] == "agent.run" })
        #expect(run["detail"]?["cause"]?["job"] == "keys" && run["detail"]?["work"] == "rotation", "\(run)")
    }
}
