// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role_id, secret_id}`
    func loginByAppRole(mount: String, roleIDFile: String, secretIDFile: String) async throws(VaultError) -> VaultToken
    {
        let body = try Self.body(roleID: credential(roleIDFile), secretID: credential(secretIDFile))
        return try await login(at: try VaultPath("auth/\(mount)/login"), body)
    }

    private static func body(roleID: borrowing Secret, secretID: borrowing Secret) throws(VaultError) -> SharedSecret {
        var body = SecretBuffer()
        body.append(#"{"role_id":"#)
        roleID.withBytes { body.appendJSONString($0) }
        body.append(#","secret_id":"#)
        secretID.withBytes { body.appendJSONString($0) }
        body.append("}")
        return SharedSecret(body.secret())
    }
}
