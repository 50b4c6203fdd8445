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
        try file.checkWritable()
        return try await withSecrets { (secrets) async throws(AgentError) in
            let session = secrets.session
            guard let name = try await Self.roleName(session) else { throw .renewal(.noRole) }
            let role = AppRole(mount: mount, name: name)
            try await end(former: file, role, secrets)
            if try file.pending() == nil {
                observer.step("asking for a new secret id of \(name)")
                let secret = try await secrets.announced(SecretIDCreation.self, target: role.target) {
                    (receipt) async throws(VaultError) in try await session.newSecretID(of: role, receipt)
                }
                FailPoint.pass("secret-id-created")
                try file.store(pending: secret)
            }
            FailPoint.pass("secret-id-stored")
            guard let pending = try file.pending() else { throw .renewal(.notWritable(path: path)) }
            let isGood = try await secrets.announced(
                VaultLogin.self, target: configuration.vault.login.target, detail: ["purpose": "trial"],
                word: { $0 ? "ok" : "refused" }
            ) { (receipt) async throws(VaultError) in
                try await session.opens(pending, roleID: roleID, mount: mount, receipt)
            }
            guard isGood else {
                try file.dropPending()
                throw .renewal(.secretIDRefused(path: path))
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
        if former != (try file.current()) {
            observer.step("ending the old secret id")
            try await secrets.announced(SecretIDRemoval.self, target: role.target) {
                (receipt) async throws(VaultError) in
                try await secrets.session.endSecretID(former, of: role, receipt)
            }
        }
        FailPoint.pass("secret-id-ended")
        try file.dropFormer()
    }
}
