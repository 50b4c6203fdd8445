// SPDX-License-Identifier: Apache-2.0
import SecretJSON
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role, jwt}`
    func loginByJWT(mount: String, role: String, token: SharedSecret) async throws(VaultError) -> VaultToken {
        try await login(
            at: try VaultPath("auth/\(mount)/login"), .json([("role", .text(role)), ("jwt", .secret(token))]))
    }
}
