// SPDX-License-Identifier: Apache-2.0
import Secrets

extension VaultClient {
    /// Takes the token and asks Vault what it is: `GET auth/token/lookup-self`.
    func loginByToken(_ source: CredentialSource, allowsUnlimited: Bool) async throws(VaultError) -> VaultToken {
        let secret = try credential(source)
        let facts = try await lookUp(VaultToken(unknown: secret), timeout: connection.loginTimeout)
        if !allowsUnlimited {
            if facts.policies.contains("root") { throw .tokenUnlimited(.root) }
            if facts.lifetime == .zero { throw .tokenUnlimited(.neverExpires) }
        }
        return VaultToken(
            secret: secret, accessor: facts.accessor, lifetime: facts.lifetime, isRenewable: facts.isRenewable)
    }
}
