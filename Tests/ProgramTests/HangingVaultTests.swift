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
        let pid = lab.number("bao", "pid")
        _ = try await Command.run("/usr/bin/env", ["kill", "-STOP", "\(pid)"])
        let before = ContinuousClock.now
        let command = try await workspace.snapshot(environment: [
            "VAULT_CLIENT_TIMEOUT": "500ms", "VAULT_MAX_RETRIES": "1",
        ])
        _ = try await Command.run("/usr/bin/env", ["kill", "-CONT", "\(pid)"])
        #expect(command.status == 20, "\(command.errorText)")
        #expect(command.errorText.contains("did not answer in time"))
        #expect(ContinuousClock.now - before < .seconds(20))
    }

    @Test func `the way out does not wait for it either`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let workspace = try Workspace(lab)
        let pid = lab.number("bao", "pid")
        let before = ContinuousClock.now
        // The login is done, the first secret is announced: there Vault stops, and then the user does.
        let command = try await Command.run(
            "/bin/bash",
            [
                "-m", "-c",
                """
                '\(Program.path)' snapshot --config '\(workspace.config)' & pid=$!
                until grep -qs 'vault.secret.read' '\(workspace.audit)/journal/0'; do kill -0 $pid || exit 99; done
                kill -STOP \(pid)
                kill -TERM $pid
                wait $pid; status=$?
                kill -CONT \(pid)
                exit $status
                """,
            ])
        let took = ContinuousClock.now - before
        // The answer may have been under way; then the cloud that is not there is what it failed of.
        #expect([130, 30].contains(command.status), "\(command.status): \(command.errorText)")
        #expect(took < .seconds(20), "\(took)")
    }
}
