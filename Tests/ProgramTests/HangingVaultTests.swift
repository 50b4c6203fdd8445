// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// A Vault that takes connections and says nothing: its process is stopped.
struct HangingVaultTests {
    @Test func `it is waited for no longer than the time-out`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        let pid = Int32(lab.number("bao", "pid"))
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let before = ContinuousClock.now
        let command = try await workspace.snapshot(environment: [
            "VAULT_CLIENT_TIMEOUT": "500ms", "VAULT_MAX_RETRIES": "1",
        ])
        #expect(command.status == 20, "\(command.errorText)")
        #expect(command.errorText.contains("did not answer in time"))
        #expect(ContinuousClock.now - before < .seconds(20))
    }

    @Test func `the way out does not wait for it either`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        let pid = Int32(lab.number("bao", "pid"))
        let before = ContinuousClock.now
        // The login is done, the first secret is announced: there Vault stops, and then the user does.
        let program = try await workspace.running(until: "vault.secret.read")
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        program.signal(SIGTERM)
        let command = try await program.ended()
        let took = ContinuousClock.now - before
        // The answer may have been under way; then the cloud that is not there is what it failed of.
        #expect([130, 30].contains(command.status), "\(command.status): \(command.errorText)")
        #expect(took < .seconds(20), "\(took)")
    }
}
