// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Vault

/// The way in and the way out: login, work, revocation, sealed log.
extension RunContext {
    /// As ``withSecrets(run:_:)``; the work gives the log its key itself, or the log stays unsealed, which is an error.
    func withSession<R: Sendable>(
        _ log: AuditLog, _ work: sending (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let session = try await login(log)
        // Not `Result.awaiting`: what is sent goes into no closure.
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
        do {
            observer.step("logging in to Vault at \(try gate.made.get().place)")
            return try await gate.login(
                configuration.vault.login, journal: VaultJournal(log: log, observer: observer))
        } catch {
            throw error.asAgentError
        }
    }

    private func keepingAlive<R: Sendable>(
        _ session: VaultSession, _ log: AuditLog, _ work: sending (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        if Task.isCancelled { throw .interrupted }
        async let _: Void = keepAlive(session)
        let value = try await work(
            VaultSecrets(session: session, configuration: configuration, log: log, observer: observer))
        // Leaving the scope cancels the renewal and waits for its end.
        return value
    }

    private func keepAlive(_ session: VaultSession) async {
        do {
            try await session.keepAlive(clock: clock) { lifetime in
                observer.noted(.token(lifetime: lifetime))
            } report: { error in
                observer.warning("Vault did not prolong the token: \(error.word)")
            }
            if session.token.lifetime > .zero { observer.warning("the Vault token ends soon and cannot be prolonged") }
        } catch {
            // Cancelled: the work is done.
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
        defer { observer.noted(.tokenReturned) }
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
