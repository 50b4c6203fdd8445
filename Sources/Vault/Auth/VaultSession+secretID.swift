// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
import SecretJSON
package import Secrets

/// An AppRole, by its name at its mount.
package struct AppRole: Sendable, Equatable {
    package let mount: String
    package let name: String

    /// What audit entries call its secret ids.
    package var target: String { "auth/\(mount)/role/\(name)/secret-id" }
    var customTarget: String { "auth/\(mount)/role/\(name)/custom-secret-id" }

    package init(mount: String, name: String) {
        self.mount = mount
        self.name = name
    }
}

/// A new secret id is made known.
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

    /// Makes a secret id known that was made here: `POST auth/{mount}/role/{role}/custom-secret-id`. Doing it again changes
    /// nothing.
    package func register(
        _ secretID: SharedSecret, of role: AppRole, _ receipt: consuming Receipt<SecretIDCreation>
    ) async throws(VaultError) {
        receipt.spend(on: role.target)
        if try await uses(of: secretID, of: role) != nil { return }
        _ = try await change(
            .post, try VaultPath(role.customTarget), .object([("secret_id", .secret(secretID))]))
    }

    /// How many logins are left to a secret id: zero for no limit, nil for one that Vault does not know.
    /// `POST auth/{mount}/role/{role}/secret-id/lookup`
    package func uses(of secretID: SharedSecret, of role: AppRole) async throws(VaultError) -> Int? {
        var request = VaultRequest(
            .post, try VaultPath("\(role.target)/lookup"), body: .json([("secret_id", .secret(secretID))]))
        request.isRepeatable = true
        let answer = try await send(request)
        // It is no error to Vault: 204, or an answer without data.
        guard answer.status == 200 else { return nil }
        return try answer.integer(at: ["data", "secret_id_num_uses"])
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
