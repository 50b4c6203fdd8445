// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
package import Secrets

/// An AppRole, by its name at its mount.
package struct AppRole: Sendable, Equatable {
    package let mount: String
    package let name: String

    /// What audit entries call its secret ids.
    package var target: String { "auth/\(mount)/role/\(name)/secret-id" }

    package init(mount: String, name: String) {
        self.mount = mount
        self.name = name
    }
}

/// A new secret id is asked for.
package enum SecretIDCreation: AuditedEffect {
    package static let action = "vault.secret-id.create"
}

/// A secret id is ended.
package enum SecretIDRemoval: AuditedEffect {
    package static let action = "vault.secret-id.destroy"
}

extension VaultSession {
    /// The name of the AppRole that the session's token is of; nil for a token of something else.
    package func roleName() async throws(VaultError) -> String? { try await client.roleName(of: token) }

    /// `POST auth/{mount}/role/{role}/secret-id`, once.
    package func newSecretID(
        of role: AppRole, _ receipt: consuming Receipt<SecretIDCreation>
    ) async throws(VaultError) -> SharedSecret {
        receipt.spend(on: role.target)
        let answer = try await change(.post, try VaultPath(role.target), .object([]))
        guard let secret = try answer.secret(at: ["data", "secret_id"]) else { throw answer.malformed }
        return secret
    }

    /// `POST auth/{mount}/role/{role}/secret-id/destroy`. One that is not there any more is as good as ended.
    package func endSecretID(
        _ secretID: SharedSecret, of role: AppRole, _ receipt: consuming Receipt<SecretIDRemoval>
    ) async throws(VaultError) {
        receipt.spend(on: role.target)
        do throws(VaultError) {
            _ = try await change(
                .post, try VaultPath("\(role.target)/destroy"), .object([("secret_id", .secret(secretID))]),
                isRepeatable: true)
        } catch .missing {
            return
        } catch {
            throw error
        }
    }

    /// Whether a secret id opens the way in: it is tried, and the token that comes of it is given back.
    ///
    /// - Throws: whatever is wrong with Vault and not with the secret id.
    package func opens(
        _ secretID: SharedSecret, roleID: CredentialSource, mount: String, _ receipt: consuming Receipt<VaultLogin>
    ) async throws(VaultError) -> Bool {
        receipt.spend(on: "auth/\(mount)/login")
        do throws(VaultError) {
            let token = try await client.loginByAppRole(
                mount: mount, roleID: try client.credential(roleID), secretID: secretID)
            await client.giveBack(token)
            return true
        } catch .loginRefused {
            return false
        } catch {
            throw error
        }
    }
}

extension VaultClient {
    fileprivate func roleName(of token: VaultToken) async throws(VaultError) -> String? {
        let answer = try await send(VaultRequest(.get, try VaultPath("auth/token/lookup-self"), token: token))
        guard answer.status < 300 else { throw answer.malformed }
        return try answer.text(at: ["data", "meta", "role_name"])
    }
}
