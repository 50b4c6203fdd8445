// SPDX-License-Identifier: Apache-2.0
import Audit
import HTTP
import Posix
package import Secrets

extension VaultClient {
    /// Announces a login, attempts it, and says how it ended.
    ///
    /// - Throws: ``VaultError/unannounced(_:)`` when the log takes no entry; a token that it was not told of is revoked.
    package func login(
        _ method: LoginMethod, journal: any LoginJournal
    ) async throws(VaultError) -> VaultSession {
        var method = method
        return try await login(&method, journal: journal)
    }

    /// As ``login(_:journal:)``.
    ///
    /// - Parameter method: afterwards what a later login needs, where this one has failed too: a wrapped secret id may have
    ///   been opened by then.
    package func login(
        _ method: inout LoginMethod, journal: any LoginJournal
    ) async throws(VaultError) -> VaultSession {
        let token = try await announced(&method, journal)
        return VaultSession(client: self, token: token, method: method, journal: journal)
    }

    /// - Parameter method: afterwards what a later login needs: a wrapped secret id has been opened then.
    func announced(
        _ method: inout LoginMethod, _ journal: any LoginJournal
    ) async throws(VaultError) -> VaultToken {
        let announced = method
        let result: Result<VaultToken, VaultError>
        do throws(VaultError) {
            result = .success(try await logIn(&method, try receipt(for: announced, journal)))
        } catch .unannounced(let error) {
            throw .unannounced(error)
        } catch {
            result = .failure(error)
        }
        do throws(AuditError) {
            try journal.conclude(announced, result)
        } catch {
            if case .success(let token) = result { await giveBack(token) }
            throw .unannounced(error)
        }
        return try result.get()
    }

    private func receipt(
        for method: LoginMethod, _ journal: any LoginJournal
    ) throws(VaultError) -> Receipt<VaultLogin> {
        do {
            return try journal.announce(method)
        } catch {
            throw .unannounced(error)
        }
    }

    private func logIn(
        _ method: inout LoginMethod, _ receipt: consuming Receipt<VaultLogin>
    ) async throws(VaultError) -> VaultToken {
        receipt.spend(on: method.target)
        switch method {
        case .token(let source, let allowsUnlimited):
            return try await loginByToken(source, allowsUnlimited: allowsUnlimited)
        case .appRole(let mount, let roleID, let secretID):
            let opened = try await opened(secretID, mount: mount)
            if case .wrapped = secretID {
                method = .appRole(mount: mount, roleID: roleID, secretID: .plain(.held(opened)))
            }
            return try await loginByAppRole(mount: mount, roleID: try credential(roleID), secretID: opened)
        case .jwt(let mount, let role, let token):
            return try await loginByJWT(mount: mount, role: role, token: try credential(token))
        case .certificate(let mount, let role):
            return try await loginByCertificate(mount: mount, role: role)
        }
    }

    /// `POST` of a login's body; every method that gets a new token answers alike.
    ///
    /// - Throws: ``VaultError/loginRefused(path:status:)``
    func login(at path: VaultPath, _ body: SharedSecret) async throws(VaultError) -> VaultToken {
        do throws(VaultError) {
            return try await retrying(isRepeatable: false) { () async throws(VaultError) in
                // Each attempt runs to its end even when the task is cancelled: an answer that nobody waits for is a
                // token that nobody revokes.
                let attempt = Task {
                    await Result.awaiting { () async throws(VaultError) in try await loginOnce(at: path, body) }
                }
                return try await attempt.value.get()
            }
        } catch .tokenInvalid, .permissionDenied {
            // There is no token yet: too many failed logins have locked the role id for a while, or an address is wrong.
            throw .loginRefused(path: path.text, status: 403)
        } catch .unexpectedStatus(_, let status) where (400...405).contains(status) {
            throw .loginRefused(path: path.text, status: status)
        } catch {
            throw error
        }
    }

    private func loginOnce(at path: VaultPath, _ body: SharedSecret) async throws(VaultError) -> VaultToken {
        let answer = try await sendOnce(VaultRequest(.post, path, body: body, timeout: connection.loginTimeout))
        guard answer.status < 300 else { throw .unexpectedStatus(path: path.text, status: answer.status) }
        return try VaultToken(answer)
    }

    /// Ends a token for which there is no use any more, even when the task is cancelled. It ends by itself where this
    /// fails.
    func giveBack(_ token: VaultToken) async {
        await Task { try? await revoke(token) }.value
    }

    package func credential(_ source: CredentialSource) throws(VaultError) -> SharedSecret {
        let secret: SharedSecret
        switch source {
        case .held(let held): secret = held
        case .file(let path):
            do {
                secret = SharedSecret(try Secret(contentsOfFile: path))
            } catch {
                throw .credentialUnreadable(error)
            }
        }
        // Tokens and ids have neither; a request with them would say less clearly what is wrong.
        let isOne = secret.withBytes { bytes in bytes.count > 0 && bytes.indices.allSatisfy { bytes[$0] > 0x20 } }
        guard isOne else {
            throw .setting(name: "the credential of vault.auth", problem: "is empty, or has white space in it")
        }
        return secret
    }
}
