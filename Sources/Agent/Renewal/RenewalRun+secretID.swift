// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Secrets
import Vault

extension RenewalRun {
    /// Replaces the secret id that the agent logs in with, in its file. Goes on with what an earlier run has left.
    ///
    /// - Returns: the AppRole's name.
    package func renewSecretID() async throws(AgentError) -> String {
        guard case .appRole(let mount, let roleID, .plain(.file(let path))) = configuration.vault.login else {
            throw .renewal(.noSecretIDFile)
        }
        let file = SecretIDFile(path: path)
        let lock = try file.lock()
        defer { extendLifetime(lock) }
        return try await context.withSecrets { (secrets, _) async throws(AgentError) in
            let session = secrets.session
            guard let name = try await Self.roleName(session) else { throw .renewal(.noRole) }
            let role = AppRole(mount: mount, name: name)
            try await end(former: file, role, secrets)
            // Made here and stored before Vault hears of it: no crash and no lost answer leaves one that nobody knows.
            if try file.pending() == nil { try file.store(pending: Self.random()) }
            FailPoint.pass("secret-id-stored")
            guard let pending = try file.pending() else { throw .renewal(.notWritable(path: path)) }
            observer.step("giving \(name) a new secret id")
            try await secrets.announced(SecretIDCreation.self, target: role.target) {
                (receipt) async throws(VaultError) in try await session.register(pending, of: role, receipt)
            }
            FailPoint.pass("secret-id-registered")
            do throws(AgentError) {
                try await check(pending, role, roleID, secrets, path)
            } catch {
                // What does not open the way in is not left lying about.
                if case .renewal = error {
                    try await end(pending, role, secrets)
                    try file.dropPending()
                }
                throw error
            }
            try file.promote()
            FailPoint.pass("secret-id-promoted")
            try await end(former: file, role, secrets)
            return name
        }
    }

    private static func roleName(_ session: VaultSession) async throws(AgentError) -> String? {
        do throws(VaultError) {
            return try await session.roleName()
        } catch {
            throw error.asAgentError
        }
    }

    /// What logins have read before is ended at Vault, and then forgotten.
    private func end(former file: SecretIDFile, _ role: AppRole, _ secrets: VaultSecrets) async throws(AgentError) {
        guard let former = try file.former() else { return }
        // Where a run ended between the second name and the new content, it is the current one.
        if former != (try file.current()) { try await end(former, role, secrets) }
        FailPoint.pass("secret-id-ended")
        try file.dropFormer()
    }

    private func end(_ secretID: SharedSecret, _ role: AppRole, _ secrets: VaultSecrets) async throws(AgentError) {
        observer.step("ending a secret id")
        try await secrets.announced(SecretIDRemoval.self, target: role.target) { (receipt) async throws(VaultError) in
            try await secrets.session.endSecretID(secretID, of: role, receipt)
        }
    }

    /// It opens the way in, and does so again when the agent comes.
    private func check(
        _ secretID: SharedSecret, _ role: AppRole, _ roleID: CredentialSource, _ secrets: VaultSecrets, _ path: String
    ) async throws(AgentError) {
        let session = secrets.session
        let uses: Int
        do throws(VaultError) {
            uses = try await session.uses(of: secretID, of: role) ?? 0
        } catch {
            throw error.asAgentError
        }
        // The trial takes one, and each later run one more.
        guard uses == 0 || uses > 2 else { throw .renewal(.tooFewUses(uses)) }
        let isGood = try await secrets.announced(
            VaultLogin.self, target: configuration.vault.login.target, detail: ["purpose": "trial"],
            success: { ["result": $0 ? "ok" : "refused"] },
            act: { (receipt) async throws(VaultError) in
                try await session.opens(secretID, roleID: roleID, mount: role.mount, receipt)
            })
        guard isGood else { throw .renewal(.secretIDRefused(path: path)) }
    }

    /// 256 random bits, in the letters that secret ids have.
    private static func random() -> SharedSecret {
        SharedSecret(Secret.random(count: 32).withBytes { Base64.urlUnpadded.encodeSecret($0) })
    }
}
