// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud
import GCP
import Vault

extension VaultSecrets {
    /// The members of a service account's key file: fields `client_email`, `private_key_id` and `private_key`.
    func gcpCredentials(_ login: GCPSettings.Login) async throws(AgentError) -> GCPCredentials {
        switch login {
        case .workloadIdentity(let audience, let file): return .workloadIdentity(audience: audience, tokenFile: file)
        case .metadataServer: return .metadataServer
        case .serviceAccountKey(let name):
            let secret = try await credential(name, of: .gcp)
            do throws(VaultError) {
                let email = try secret.text("client_email")
                guard email.contains("@"), email.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                    throw .fieldMalformed(
                        path: secret.path, field: "client_email", expected: "a service account's address")
                }
                return .serviceAccountKey(
                    email: email, keyID: try secret.text("private_key_id"), try secret.signingKey("private_key"))
            } catch {
                throw .vault(error)
            }
        }
    }
}
