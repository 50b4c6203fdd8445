// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets

extension VaultClient {
    /// Trades a wrapping token for the secret id in it.
    ///
    /// First `sys/wrapping/lookup`, which says where the token was made and does not use it up: anything but exactly the
    /// path of the role's secret ids means that somebody has opened the token and wrapped something again. Then
    /// `sys/wrapping/unwrap`, with the token as the request's own.
    ///
    /// - Throws: ``VaultError/wrappingBroken(_:)`` when the token was used before, has expired or was made elsewhere.
    func unwrap(_ file: String, madeAt expected: String) async throws(VaultError) -> SharedSecret {
        let token = SharedSecret(try credential(file))
        let lookup = try await wrapping("lookup", token: nil, body: Self.lookupBody(token))
        guard try lookup.text(at: ["data", "creation_path"]) == expected else { throw .wrappingBroken(.madeElsewhere) }
        let holder = VaultToken(secret: token, accessor: "", lifetime: .zero, isRenewable: false)
        let answer = try await wrapping("unwrap", token: holder, body: nil)
        guard let secret = try answer.secret(at: ["data", "secret_id"]) else {
            throw .malformedAnswer(path: answer.path.text)
        }
        return secret
    }

    private static func lookupBody(_ token: SharedSecret) -> SharedSecret {
        var body = SecretBuffer()
        body.append(#"{"token":"#)
        token.withBytes { body.appendJSONString($0) }
        body.append("}")
        return SharedSecret(body.secret())
    }

    private func wrapping(
        _ name: String, token: VaultToken?, body: SharedSecret?
    ) async throws(VaultError) -> VaultAnswer {
        let path = try VaultPath("sys/wrapping/\(name)")
        let answer: VaultAnswer
        do throws(VaultError) {
            answer = try await send(.post, path, token: token, body: body, timeout: Self.loginTimeout)
        } catch .unexpectedStatus(_, let status) where status == 400 {
            throw .wrappingBroken(.usedOrExpired)
        } catch .tokenInvalid, .permissionDenied {
            throw .wrappingBroken(.usedOrExpired)
        }
        guard answer.status < 300 else { throw .wrappingBroken(.usedOrExpired) }
        return answer
    }
}
