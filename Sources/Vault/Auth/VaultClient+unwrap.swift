// SPDX-License-Identifier: Apache-2.0
import HTTP
import SecretJSON
import Secrets

extension VaultClient {
    func opened(_ source: SecretIDSource, mount: String) async throws(VaultError) -> SharedSecret {
        switch source {
        case .plain(let source): try credential(source)
        case .wrapped(let source, let role):
            try await unwrap(try credential(source), madeAt: "auth/\(mount)/role/\(role)/secret-id")
        }
    }

    /// Trades a wrapping token for the secret id in it.
    ///
    /// First ``lookUpWrapping(_:madeAt:)``, which does not use it up. Then `sys/wrapping/unwrap`, with the token as the
    /// request's own.
    ///
    /// - Throws: ``VaultError/wrappingBroken(_:)`` when the token was used before, has expired or was made elsewhere.
    private func unwrap(_ token: SharedSecret, madeAt expected: String) async throws(VaultError) -> SharedSecret {
        try await lookUpWrapping(token, madeAt: expected)
        let path = try VaultPath("sys/wrapping/unwrap")
        let request = VaultRequest(.post, path, token: VaultToken(unknown: token), timeout: connection.loginTimeout)
        let answer = try await send(request)
        guard answer.status < 300, let secret = try answer.secret(at: ["data", "secret_id"]) else {
            throw answer.malformed
        }
        return secret
    }

    /// Asks `sys/wrapping/lookup` where the token was made: anything but exactly the path of the role's secret ids means
    /// that somebody has opened the first token and wrapped something again.
    private func lookUpWrapping(_ token: SharedSecret, madeAt expected: String) async throws(VaultError) {
        let path = try VaultPath("sys/wrapping/lookup")
        var request = VaultRequest(
            .post, path, body: .json([("token", .secret(token))]), timeout: connection.loginTimeout)
        request.isRepeatable = true
        let answer = try await send(request)
        guard answer.status < 300, let found = try answer.text(at: ["data", "creation_path"]) else {
            throw answer.malformed
        }
        // Names of roles have no case, and stand there in small letters.
        guard found == expected || found == expected.lowercased() else { throw .wrappingBroken(.madeElsewhere) }
    }

    /// Whether a login by this method uses something up; then it says, without doing so, whether it would work.
    package func examine(_ method: LoginMethod) async throws(VaultError) -> Bool {
        guard case .appRole(let mount, _, .wrapped(let source, let role)) = method else { return false }
        try await lookUpWrapping(try credential(source), madeAt: "auth/\(mount)/role/\(role)/secret-id")
        return true
    }
}
