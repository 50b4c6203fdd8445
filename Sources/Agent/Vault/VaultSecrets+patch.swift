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
        let target = mount.target(of: path)
        let receipt = try log.authorize(SecretWrite.self, target: target, detail: detail)
        let result: Result<Int, VaultError>
        do throws(VaultError) {
            result = .success(try await session.patch(fields, of: path, in: mount, version: version, receipt))
        } catch {
            result = .failure(error)
        }
        let outcome: JSONObject =
            switch result {
            case .success(let written): ["result": "ok", "version": JSONValue(written)]
            case .failure(let error): ["result": .string(error.word)]
            }
        try log.conclude(SecretWrite.self, target: target, detail: outcome)
        return result
    }
}
