// SPDX-License-Identifier: Apache-2.0
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
        guard ![.sealed, .notInitialized, .removed].contains(health.state) else { return findings }
        do throws(AgentError) {
            let log = try gate.openLog(run: SnapshotID().text, version: version, wallClock: wallClock)
            findings += try await gate.withSecrets(log) { (secrets) async throws(AgentError) in
                await SecretChecks(secrets: secrets, configuration: configuration).all()
            }
        } catch {
            findings.append(.failed("vault.login", error))
        }
        return findings
    }

    private func health(_ client: VaultClient) async throws(AgentError) -> VaultHealth {
        do {
            return try await client.health()
        } catch {
            throw error.asAgentError
        }
    }
}
