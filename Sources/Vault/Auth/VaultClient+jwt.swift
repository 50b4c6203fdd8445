// SPDX-License-Identifier: Apache-2.0
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role, jwt}`; the file is read anew at each login, because tokens in it are short-lived.
    func loginByJWT(mount: String, role: String, tokenFile: String) async throws(VaultError) -> VaultToken {
        let token = try credential(tokenFile)
        var body = SecretBuffer()
        body.append(#"{"role":"#)
        body.appendJSONString(Array(role.utf8).span)
        body.append(#","jwt":"#)
        token.withBytes { body.appendJSONString($0) }
        body.append("}")
        return try await login(at: try VaultPath("auth/\(mount)/login"), SharedSecret(body.secret()))
    }
}
