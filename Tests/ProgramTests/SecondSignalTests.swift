// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Whoever asks twice does not wait for a way out that does not come, and loses nothing by it.
struct SecondSignalTests {
    private func workspace(_ servers: String) async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", servers, "--page-size", "2"]))
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [instance, disk], projects: [demo-project]}\n")
        return workspace
    }

    private func records(_ workspace: Workspace) -> Int {
        let files = (try? Workspace.files(below: workspace.output)) ?? []
        return files.filter { $0.path.hasSuffix(".fernet") }.reduce(0) { $0 + $1.contents.count { $0 == 0x0A } }
    }

    private func names(_ records: [JSONValue]) -> [String] {
        records.map { "\($0["resource_type"]?.string ?? "") \($0["metadata"]?["resource_id"]?.string ?? "")" }
    }

    @Test(.timeLimit(.minutes(20)), arguments: [SIGTERM, SIGHUP])
    func `a second signal ends a program whose way out is blocked, and resume goes on`(signal: Int32) async throws {
        let workspace = try await workspace("bao,simulator")
        let whole = names(try await workspace.decrypted(try await workspace.taken()))
        try await workspace.lab.simulator(
            "faults", [["path": "aggregated/instances", "skip": 1, "milliseconds": 600_000]])
        let before = records(workspace)
        let program = try Program.start("snapshot", "--config", workspace.config)
        let came = try await program.until { records(workspace) > before }
        #expect(came)
        // The token cannot be revoked, and without an answer nobody knows whether it was.
        let vault = Int32(workspace.lab.number("bao", "pid"))
        kill(vault, SIGSTOP)
        let began = ContinuousClock.now
        program.signal(signal)
        // Two at once are one: it is asked until it ends.
        try await program.until {
            program.signal(signal)
            return false
        }
        let took = ContinuousClock.now - began
        kill(vault, SIGCONT)
        let command = try await program.ended()
        // As a shell counts: it was ended by the signal, and did not end itself.
        #expect(command.status == 128 + signal, "\(command.errorText)")
        #expect(took < .seconds(300), "\(took)")

        try await workspace.lab.simulator("faults", [])
        let resumed = try await Program.run("resume", "--config", workspace.config)
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let path = resumed.outputText.trimmingCharacters(in: .newlines)
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        #expect(names(try await workspace.decrypted(path)) == whole && whole.count > 4)
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }
}
