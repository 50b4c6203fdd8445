// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets

extension VaultClient {
    /// Takes the token from the file and asks Vault what it is: `GET auth/token/lookup-self`.
    func loginByTokenFile(path: String, allowsUnlimited: Bool) async throws(VaultError) -> VaultToken {
        let secret = SharedSecret(try credential(path))
        let unknown = VaultToken(secret: secret, accessor: "", lifetime: .zero, isRenewable: false)
        let answer = try await send(
            .get, try VaultPath("auth/token/lookup-self"), token: unknown, timeout: Self.loginTimeout)
        guard let accessor = try answer.text(at: ["data", "accessor"]) else {
            throw .malformedAnswer(path: answer.path.text)
        }
        let lifetime = try answer.lifetime(at: ["data", "ttl"])
        if !allowsUnlimited {
            if try answer.texts(at: ["data", "policies"]).contains("root") { throw .tokenUnlimited(.root) }
            if lifetime == .zero { throw .tokenUnlimited(.neverExpires) }
        }
        // A token without a lifetime has no `renewable` in older versions.
        let isRenewable = try answer.bool(at: ["data", "renewable"]) ?? false
        return VaultToken(secret: secret, accessor: accessor, lifetime: lifetime, isRenewable: isRenewable)
    }
}
