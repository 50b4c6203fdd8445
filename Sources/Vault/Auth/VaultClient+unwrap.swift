// SPDX-License-Identifier: Apache-2.0
import HTTP
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
    /// First `sys/wrapping/lookup`, which says where the token was made and does not use it up: anything but exactly the
    /// path of the role's secret ids means that somebody has opened the token and wrapped something again. Then
    /// `sys/wrapping/unwrap`, with the token as the request's own.
    ///
    /// - Throws: ``VaultError/wrappingBroken(_:)`` when the token was used before, has expired or was made elsewhere.
    private func unwrap(_ token: SharedSecret, madeAt expected: String) async throws(VaultError) -> SharedSecret {
        let lookup = try await wrapping("lookup", token: nil, body: .json([("token", .secret(token))]))
        guard try lookup.text(at: ["data", "creation_path"]) == expected else { throw .wrappingBroken(.madeElsewhere) }
        let answer = try await wrapping("unwrap", token: VaultToken(unknown: token), body: nil)
        guard let secret = try answer.secret(at: ["data", "secret_id"]) else { throw answer.malformed }
        return secret
    }

    private func wrapping(
        _ name: String, token: VaultToken?, body: SharedSecret?
    ) async throws(VaultError) -> VaultAnswer {
        var request = VaultRequest(.post, try VaultPath("sys/wrapping/\(name)"), token: token, body: body)
        request.timeout = Self.loginTimeout
        request.isRepeatable = name == "lookup"
        let answer: VaultAnswer
        do throws(VaultError) {
            answer = try await send(request)
        } catch .unexpectedStatus(_, let status) where status == 400 {
            throw .wrappingBroken(.usedOrExpired)
        } catch .tokenInvalid, .permissionDenied {
            throw .wrappingBroken(.usedOrExpired)
        }
        guard answer.status < 300 else { throw .wrappingBroken(.usedOrExpired) }
        return answer
    }
}
