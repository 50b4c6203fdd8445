// SPDX-License-Identifier: Apache-2.0
import Audit
import Posix
import Vault

/// Looks at everything that a snapshot needs, and changes nothing but the audit log.
///
/// One check follows another as long as the next has something to stand on.
package struct Doctor: ContextualRun {
    let context: RunContext

    package init(_ context: RunContext) { self.context = context }

    package func examine() async -> [Finding] {
        let health: VaultHealth
        do throws(AgentError) {
            health = try await context.gate.health()
        } catch {
            return [.failed("vault.health", error)]
        }
        var findings = VaultChecks.health(health) + VaultChecks.clock(health, now: wallClock.now())
        findings += PlanChecks.all(configuration)
        guard ![.sealed, .notInitialized, .removed].contains(health.state) else { return findings }
        return findings + (await behindLogin())
    }

    private func behindLogin() async -> [Finding] {
        let log: AuditLog
        do throws(AgentError) {
            log = try context.openLog()
        } catch {
            return [.failed("audit.directory", error)]
        }
        do throws(AgentError) {
            if try await usesUp() {
                let detail = "by a wrapping token, which is good; nothing behind the login was checked"
                return [.warning("vault.login", detail, remedy: "a login would use it up")]
            }
            return try await context.withSession(log) { (secrets) async throws(AgentError) in
                await SecretChecks(secrets: secrets, configuration: configuration).all()
            }
        } catch {
            return [.failed("vault.login", error)]
        }
    }

    private func usesUp() async throws(AgentError) -> Bool {
        let client = try context.gate.client()
        do {
            return try await client.examine(configuration.vault.login)
        } catch {
            throw error.asAgentError
        }
    }
}
