// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

extension VaultSecrets {
    /// Changes fields of a secret if it is still at a version: announced in the audit log, and what came of it noted there.
    ///
    /// - Parameter detail: of the announcement.
    /// - Returns: the new version, or why there is none.
    func patch(
        _ fields: KVFields, of name: String, version: Int, detail: JSONObject
    ) async throws(AuditError) -> Result<Int, VaultError> {
        let mount = configuration.vault.mount
        let path = configuration.secretPath(name)
        return try await log.announcing(
            SecretWrite.self, target: mount.target(of: path), detail: detail,
            act: { (receipt) async throws(VaultError) in
                try await session.patch(fields, of: path, in: mount, version: version, receipt)
            },
            outcome: { $0.detail { ["result": "ok", "version": JSONValue($0)] } })
    }
}
