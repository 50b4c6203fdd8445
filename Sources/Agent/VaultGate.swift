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
        let method = configuration.vault.login
        do {
            let receipt = try log.authorize(VaultLogin.self, target: method.target)
            return try await client.login(method, receipt)
        } catch let error as VaultError {
            do {
                try log.conclude(VaultLogin.self, target: method.target, detail: ["result": .string(error.word)])
            } catch {
                throw .audit(error)
            }
            throw error == .unreachable(.cancelled) ? .interrupted : .vault(error)
        } catch {
            throw .audit(error as? AuditError ?? .closed)
        }
    }

    private func client() throws(AgentError) -> VaultClient {
        let settings = configuration.vault
        let address: VaultAddress
        do {
            address = try VaultAddress(
                address: settings.address, namespace: settings.namespace, authorities: settings.authorities)
        } catch {
            throw .address(what: "vault.address", error)
        }
        observer.step("logging in to Vault at \(address.endpoint)")
        do {
            return try VaultClient(address, clock: clock)
        } catch {
            throw .vault(error)
        }
    }

    private func keepingAlive<R: Sendable>(
        _ session: VaultSession, _ log: AuditLog, _ work: sending (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        if Task.isCancelled { throw .interrupted }
        async let _: Void = renew(session)
        do {
            try log.conclude(
                VaultLogin.self, target: configuration.vault.login.target,
                detail: ["result": "ok", "accessor": .string(session.token.accessor)])
        } catch {
            throw .audit(error)
        }
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

    private func renew(_ session: VaultSession) async {
        do {
            try await session.keepAlive(clock: clock)
        } catch is CancellationError {
            return
        } catch {
            observer.warning("Vault would not renew the token: \((error as? VaultError)?.word ?? "unknown reason")")
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
