// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

extension VaultSecrets {
    /// Takes a key out of the ring, if the ring is still as it was read: check-and-set.
    func dropKey(_ id: String) async throws(AgentError) {
        let secret = try await read(configuration.keyRing, purpose: "drop \(id)")
        do {
            let version = try secret.knownVersion
            guard try secret.text("primary") != id else { throw AgentError.primaryKey(id: id) }
            var fields = KVFields()
            fields.remove("key_\(id)")
            _ = try await patch(
                fields, of: configuration.keyRing, version: version, detail: ["dropped_key": .string(id)]
            ).get()
        } catch let error as VaultError {
            throw error.asAgentError
        } catch let error as AuditError {
            throw .audit(error)
        } catch {
            throw error as? AgentError ?? .defect("dropping a key")
        }
    }
}
