// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role_id, secret_id}`
    func loginByAppRole(
        mount: String, roleIDFile: String, secretID: SecretIDSource
    ) async throws(VaultError) -> VaultToken {
        let secret =
            switch secretID {
            case .file(let path): SharedSecret(try credential(path))
            case .wrapped(let path, let role): try await unwrap(path, madeAt: "auth/\(mount)/role/\(role)/secret-id")
            }
        let body = try Self.body(roleID: credential(roleIDFile), secretID: secret)
        return try await login(at: try VaultPath("auth/\(mount)/login"), body)
    }

    private static func body(roleID: borrowing Secret, secretID: SharedSecret) throws(VaultError) -> SharedSecret {
        var body = SecretBuffer()
        body.append(#"{"role_id":"#)
        roleID.withBytes { body.appendJSONString($0) }
        body.append(#","secret_id":"#)
        secretID.withBytes { body.appendJSONString($0) }
        body.append("}")
        return SharedSecret(body.secret())
    }
}
