// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
import Posix
import Secrets

extension VaultClient {
    package func login(
        _ method: LoginMethod, _ receipt: consuming Receipt<VaultLogin>
    ) async throws(VaultError) -> VaultSession {
        receipt.spend(on: method.target)
        let token =
            switch method {
            case .tokenFile(let path, let allowsUnlimited):
                try await loginByTokenFile(path: path, allowsUnlimited: allowsUnlimited)
            case .appRole(let mount, let roleIDFile, let secretID):
                try await loginByAppRole(mount: mount, roleIDFile: roleIDFile, secretID: secretID)
            case .jwt(let mount, let role, let tokenFile):
                try await loginByJWT(mount: mount, role: role, tokenFile: tokenFile)
            }
        return VaultSession(client: self, token: token)
    }

    /// `POST` of a login's body; every method that gets a new token answers alike.
    ///
    /// - Throws: ``VaultError/loginRefused(path:status:)``
    func login(at path: VaultPath, _ body: SharedSecret) async throws(VaultError) -> VaultToken {
        try await retrying(isRead: false) { () async throws(VaultError) in
            // Each attempt runs to its end even when the task is cancelled: an answer that nobody waits for is a token
            // that nobody revokes.
            let attempt: Result<VaultToken, VaultError> = await Task {
                do throws(VaultError) {
                    return .success(try await loginOnce(at: path, body))
                } catch {
                    return .failure(error)
                }
            }.value
            return try attempt.get()
        }
    }

    private func loginOnce(at path: VaultPath, _ body: SharedSecret) async throws(VaultError) -> VaultToken {
        let answer: VaultAnswer
        do throws(VaultError) {
            answer = try await sendOnce(.post, path, body: body, timeout: Self.loginTimeout)
        } catch .unexpectedStatus(_, let status) where status == 400 {
            throw .loginRefused(path: path.text, status: status)
        } catch .tokenInvalid, .permissionDenied {
            // There is no token yet: too many failed logins have locked the role id for a while, or an address is wrong.
            throw .loginRefused(path: path.text, status: 403)
        }
        guard answer.status < 300 else { throw .loginRefused(path: path.text, status: answer.status) }
        return try token(in: answer)
    }

    func credential(_ file: String) throws(VaultError) -> Secret {
        do {
            return try Secret(contentsOfFile: file)
        } catch {
            throw .credentialUnreadable(error)
        }
    }

    /// The `auth` object that every login answers with.
    func token(in answer: borrowing VaultAnswer) throws(VaultError) -> VaultToken {
        guard let secret = try answer.secret(at: ["auth", "client_token"]),
            let accessor = try answer.text(at: ["auth", "accessor"]),
            let isRenewable = try answer.bool(at: ["auth", "renewable"])
        else { throw .malformedAnswer(path: answer.path.text) }
        return VaultToken(
            secret: secret, accessor: accessor, lifetime: try answer.lifetime(at: ["auth", "lease_duration"]),
            isRenewable: isRenewable)
    }
}
