// SPDX-License-Identifier: Apache-2.0
import Audit
import HTTP

/// A login that lasts for the length of a piece of work, and not longer.
package final class VaultSession: Sendable {
    package let token: VaultToken
    let client: VaultClient

    /// What audit entries call the revocation.
    package static let revocationTarget = "auth/token/revoke-self"
    private static let renewalPath = "auth/token/renew-self"
    /// Nobody who ends a program wants to wait longer.
    private static let revocationTimeout = Duration.seconds(2)

    init(client: VaultClient, token: VaultToken) {
        self.client = client
        self.token = token
    }

    /// Keeps the token alive until it is cancelled, see ``TokenLife``.
    ///
    /// - Throws: ``VaultError`` when Vault takes the token no more, or when no attempt before its end was answered.
    package func keepAlive(clock: any Clock<Duration>) async throws {
        guard token.isRenewable, token.lifetime > .zero else { return }
        var life = TokenLife(token.lifetime)
        var last: VaultError?
        while let wait = life.wait(jitter: Double.random(in: 0...1)) {
            try await clock.sleep(for: wait)
            do {
                life.granted(try await renew())
            } catch {
                if error == .tokenInvalid(path: Self.renewalPath) || error == .permissionDenied(path: Self.renewalPath)
                {
                    throw error
                }
                last = error
                life.failed()
            }
        }
        if let last { throw last }
    }

    /// `POST auth/token/renew-self`; the lifetime that Vault grants.
    package func renew() async throws(VaultError) -> Duration {
        let answer = try await client.send(.post, try VaultPath(Self.renewalPath), token: token)
        return try answer.lifetime(at: ["auth", "lease_duration"])
    }

    /// `POST auth/token/revoke-self`: the token and everything that was made with it end now.
    ///
    /// It takes no receipt: giving rights back must not depend on a log that may be what has just failed.
    package func revoke() async throws(VaultError) {
        let answer = try await client.sendOnce(
            .post, try VaultPath(Self.revocationTarget), token: token, timeout: Self.revocationTimeout)
        guard answer.status < 300 else {
            throw .unexpectedStatus(path: answer.path.text, status: answer.status)
        }
    }
}
