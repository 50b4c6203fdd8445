// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// `kill -9` at any instant: the audit log holds, no half snapshot has a snapshot's name, and the next run works.
struct KillTests {
    @Test func `a killed run leaves a log that holds and nothing that looks like a snapshot`() async throws {
        let workspace = try await Workspace.shared()
        var killed = 0
        var dice = SeededGenerator(seed: Endurance.seed)
        for _ in 0..<12 * Endurance.factor {
            let milliseconds = Int.random(in: 10...450, using: &dice)
            let command = try await Command.run(
                "/usr/bin/timeout",
                ["-s", "KILL", String(format: "%.3f", Double(milliseconds) / 1000), Program.path, "snapshot"]
                    + ["--quiet", "--config", workspace.config])
            if command.status != 0 { killed += 1 }
            guard FileManager.default.fileExists(atPath: "\(workspace.audit)/checkpoint") else { continue }
            let verify = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
            #expect(verify.status == 0, "after \(milliseconds) ms: \(verify.errorText)")
        }
        #expect(killed > 0)

        let path = try await workspace.taken()
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.output)
        for name in names where !name.hasSuffix(".partial") && !name.hasSuffix(".journal") {
            let verify = try await Program.run(
                "verify", "\(workspace.output)/\(name)", "--public-key", workspace.publicKey)
            #expect(verify.status == 0, "\(verify.errorText)")
        }
        #expect(names.contains(URL(filePath: path).lastPathComponent))
        let verify = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        #expect(!verify.errorText.contains("not signed for"))
    }
}
