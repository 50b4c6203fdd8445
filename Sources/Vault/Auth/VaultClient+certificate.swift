// SPDX-License-Identifier: Apache-2.0
import HTTP
import SecretJSON
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {name}` over a connection that shows the client's certificate.
    func loginByCertificate(mount: String, role: String?) async throws(VaultError) -> VaultToken {
        guard connection.trust.identity != nil else {
            throw .setting(name: "vault.client_cert", problem: "is missing, and the login is by certificate")
        }
        return try await login(
            at: try VaultPath("auth/\(mount)/login"), .json(role.map { [("name", .text($0))] } ?? []))
    }
}
