// SPDX-License-Identifier: Apache-2.0
import SecretJSON
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role_id, secret_id}`
    func loginByAppRole(
        mount: String, roleID: SharedSecret, secretID: SharedSecret
    ) async throws(VaultError) -> VaultToken {
        try await login(
            at: try VaultPath("auth/\(mount)/login"),
            .json([("role_id", .secret(roleID)), ("secret_id", .secret(secretID))]))
    }
}
