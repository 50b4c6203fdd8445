// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

extension VaultSecrets {
    /// Changes fields of a secret in one check-and-set write, and makes sure of it: where the answer is lost, the secret is
    /// read again.
    ///
    /// - Parameters:
    ///   - secret: as it was read.
    ///   - isDone: whether a secret is what the write makes of it.
    func replace(
        _ fields: KVFields, of name: String, read secret: KVSecret, detail: JSONObject, isDone: (KVSecret) -> Bool
    ) async throws(AgentError) {
        let version: Int
        do {
            version = try secret.knownVersion
        } catch {
            throw .vault(error)
        }
        let result: Result<Int, VaultError>
        do {
            result = try await patch(fields, of: name, version: version, detail: detail)
        } catch {
            throw .audit(error)
        }
        guard case .failure(let error) = result else { return }
        if case .outcomeUnknown = error, isDone(try await read(name, purpose: "was it written?")) { return }
        throw error.asAgentError
    }
}
