// SPDX-License-Identifier: Apache-2.0
import Audit
package import Posix
import Snapshot
import Vault

/// Looks at everything that a snapshot needs, and changes nothing but the audit log.
///
/// One check follows another as long as the next has something to stand on.
package struct Doctor: Sendable {
    private let configuration: AgentConfiguration
    private let version: String
    private let observer: any SnapshotObserver
    private let wallClock: any WallClock

    package init(
        _ configuration: AgentConfiguration, version: String, observer: any SnapshotObserver,
        wallClock: any WallClock = SystemClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
    }

    package func examine() async -> [Finding] {
        let gate = VaultGate(configuration: configuration, observer: observer, clock: ContinuousClock())
        let health: VaultHealth
        do throws(AgentError) {
            health = try await self.health(try gate.client())
        } catch {
            return [.failed("vault.health", error)]
        }
        var findings = VaultChecks.health(health) + VaultChecks.clock(health, now: wallClock.now())
        findings += PlanChecks.all(configuration)
        guard ![.sealed, .notInitialized, .removed].contains(health.state) else { return findings }
        return findings + (await behindLogin(gate))
    }

    private func behindLogin(_ gate: VaultGate) async -> [Finding] {
        let log: AuditLog
        do throws(AgentError) {
            log = try gate.openLog(run: SnapshotID().text, version: version, wallClock: wallClock)
        } catch {
            return [.failed("audit.directory", error)]
        }
        do throws(AgentError) {
            if try await usesUp(gate) {
                let detail = "by a wrapping token, which is good; nothing behind the login was checked"
                return [.warning("vault.login", detail, remedy: "a login would use it up")]
            }
            return try await gate.withSession(log) { (secrets) async throws(AgentError) in
                await SecretChecks(secrets: secrets, configuration: configuration).all()
            }
        } catch {
            return [.failed("vault.login", error)]
        }
    }

    private func usesUp(_ gate: VaultGate) async throws(AgentError) -> Bool {
        let client = try gate.client()
        do {
            return try await client.examine(configuration.vault.login)
        } catch {
            throw error.asAgentError
        }
    }

    private func health(_ client: VaultClient) async throws(AgentError) -> VaultHealth {
        do {
            return try await client.health()
        } catch {
            throw error.asAgentError
        }
    }
}
