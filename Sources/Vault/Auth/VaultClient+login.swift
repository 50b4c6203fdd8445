// SPDX-License-Identifier: Apache-2.0
package import Audit

extension VaultClient {
    package func login(
        _ method: LoginMethod, _ receipt: consuming Receipt<VaultLogin>
    ) async throws(VaultError) -> VaultSession {
        receipt.spend(on: method.target)
        let token =
            switch method {
            case .tokenFile(let path): try await loginByTokenFile(path: path)
            case .appRole(let mount, let roleIDFile, let secretIDFile):
                try await loginByAppRole(mount: mount, roleIDFile: roleIDFile, secretIDFile: secretIDFile)
            }
        return VaultSession(client: self, token: token)
    }
}
