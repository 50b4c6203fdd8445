// SPDX-License-Identifier: Apache-2.0
import Azure
import Ciphers
import Cloud
import Secrets
import Vault

extension VaultSecrets {
    /// The application's proof: fields `client_id` and `client_secret`, or `client_id`, `certificate` and `private_key`.
    func azureCredentials(_ login: AzureSettings.Login) async throws(AgentError) -> AzureCredentials {
        switch login {
        case .workloadIdentity(let id, let file): return .workloadIdentity(clientID: id, tokenFile: file)
        case .managedIdentity(let id): return .managedIdentity(clientID: id)
        case .clientSecret(let name):
            let secret = try await credential(name, of: .azure)
            do throws(VaultError) {
                let value = try secret.field("client_secret")
                guard value.count > 0 else {
                    throw .fieldMalformed(path: secret.path, field: "client_secret", expected: "a secret: it is empty")
                }
                return .clientSecret(clientID: try secret.clientID(), secret: value)
            } catch {
                throw .vault(error)
            }
        case .certificate(let name):
            let secret = try await credential(name, of: .azure)
            do throws(VaultError) {
                let certificate = try secret.field("certificate").withBytes { Certificate(pem: $0) }
                guard let certificate else {
                    throw .fieldMalformed(path: secret.path, field: "certificate", expected: "a certificate in PEM")
                }
                return .certificate(
                    clientID: try secret.clientID(), certificate, try secret.signingKey("private_key"))
            } catch {
                throw .vault(error)
            }
        }
    }
}

extension KVSecret {
    fileprivate func clientID() throws(VaultError) -> String {
        let id = try text("client_id")
        guard AzureSubscription.isID(id) else {
            throw .fieldMalformed(path: path, field: "client_id", expected: "the application's id, a GUID")
        }
        return id
    }

    func signingKey(_ name: String) throws(VaultError) -> RSASigningKey {
        guard let key = try field(name).withBytes({ RSASigningKey(pem: $0) }) else {
            throw .fieldMalformed(
                path: path, field: name, expected: "an RSA key of 2048 bits or more in PEM, not encrypted")
        }
        return key
    }
}
