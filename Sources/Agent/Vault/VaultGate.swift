// SPDX-License-Identifier: Apache-2.0
import Audit
import HTTP
import JSON
import Posix
import Vault

/// The way in and the way out of every command that needs secrets: audit log, login, work, revocation, sealed log.
struct VaultGate: Sendable {
    let configuration: AgentConfiguration
    let observer: any SnapshotObserver
    let clock: any Clock<Duration>

    func openLog(run: String, version: String, wallClock: any WallClock) throws(AgentError) -> AuditLog {
        do {
            return try AuditLog.open(
                directory: configuration.audit.directory, verifier: configuration.audit.verifier, run: run,
                actor: "cloud-extractor/\(version)", clock: wallClock)
        } catch {
            throw .audit(error)
        }
    }

    /// Logs in, gives the log its key, does the work, and on every way out revokes the token and seals the log.
    func withSecrets<R: Sendable>(
        _ log: AuditLog, _ work: sending (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let session = try await login(log)
        let result: Result<R, AgentError>
        do throws(AgentError) {
            result = .success(try await keepingAlive(session, log, work))
        } catch {
            result = .failure(error)
        }
        let leaving = await leave(session, log)
        // What went wrong in the work matters more than what went wrong on the way out.
        let value = try result.get()
        try leaving.get()
        return value
    }

    private func login(_ log: AuditLog) async throws(AgentError) -> VaultSession {
        let client = try client()
        do {
            return try await client.login(configuration.vault.login, journal: VaultJournal(log: log))
        } catch {
            throw error.asAgentError
        }
    }

    func client() throws(AgentError) -> VaultClient {
        do throws(VaultError) {
            let connection = try VaultConnection(configuration.vault.connection)
            observer.step("logging in to Vault at \(connection.place)")
            return try VaultClient(connection, clock: clock)
        } catch {
            throw .vault(error)
        }
    }

    private func keepingAlive<R: Sendable>(
        _ session: VaultSession, _ log: AuditLog, _ work: sending (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        if Task.isCancelled { throw .interrupted }
        async let _: Void = keepAlive(session)
        let secrets = VaultSecrets(session: session, configuration: configuration, log: log)
        let signer = try await secrets.signer()
        do {
            try log.adopt(signer)
        } catch {
            throw .audit(error)
        }
        let value = try await work(secrets)
        // Leaving the scope cancels the renewal and waits for its end.
        return value
    }

    private func keepAlive(_ session: VaultSession) async {
        // It ends by cancellation, or because the token needs no keeping.
        try? await session.keepAlive(clock: clock) { error in
            observer.warning("Vault did not prolong the token: \(error.word)")
        }
    }

    /// Runs to its end even when the task is cancelled: a token must not outlive its work.
    private func leave(_ session: VaultSession, _ log: AuditLog) async -> Result<Void, AgentError> {
        await Task {
            do throws(AuditError) {
                try await revoke(session, log)
                try log.seal()
                return .success(())
            } catch {
                return .failure(.audit(error))
            }
        }.value
    }

    /// The token is revoked even where the log takes no more entries; the failure of the log is thrown afterwards.
    private func revoke(_ session: VaultSession, _ log: AuditLog) async throws(AuditError) {
        let target = VaultSession.revocationTarget
        let announced = Result { () throws(AuditError) in
            _ = try log.authorize(VaultRevoke.self, target: target)
        }
        var result = "ok"
        do {
            try await session.revoke()
        } catch {
            observer.warning("the Vault token could not be revoked; it ends by itself with its lease")
            result = error.word
        }
        try announced.get()
        try log.conclude(VaultRevoke.self, target: target, detail: ["result": .string(result)])
    }
}
