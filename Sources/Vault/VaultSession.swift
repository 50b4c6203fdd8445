// SPDX-License-Identifier: Apache-2.0
import Audit
import HTTP
import Synchronization

/// A login that lasts for the length of a piece of work, and not longer.
package final class VaultSession: Sendable {
    package let token: VaultToken
    let client: VaultClient
    private let lifetime: Mutex<Duration>

    /// What audit entries call the revocation.
    package static let revocationTarget = "auth/token/revoke-self"
    /// Nobody who ends a program wants to wait longer.
    private static let revocationTimeout = Duration.seconds(2)
    /// However short Vault makes the lifetime, it is not asked more often.
    private static let minimumDelay = Duration.seconds(1)

    init(client: VaultClient, token: VaultToken) {
        self.client = client
        self.token = token
        lifetime = Mutex(token.lifetime)
    }

    /// When to renew a token that lives for `lifetime` more: at two thirds, so that there is time to try again.
    static func renewalDelay(for lifetime: Duration) -> Duration { max(minimumDelay, lifetime * 2 / 3) }

    /// Keeps the token alive until it is cancelled.
    ///
    /// - Throws: ``VaultError`` when Vault will not renew it; the token then still lives for a third of its time.
    package func keepAlive(clock: any Clock<Duration>) async throws {
        guard token.isRenewable, token.lifetime > .zero else { return }
        while true {
            try await clock.sleep(for: Self.renewalDelay(for: lifetime.withLock { $0 }))
            let renewed = try await renew()
            lifetime.withLock { $0 = renewed }
        }
    }

    /// `POST auth/token/renew-self`; the lifetime that Vault grants.
    package func renew() async throws(VaultError) -> Duration {
        let answer = try await client.send(.post, try VaultPath("auth/token/renew-self"), token: token)
        return try answer.lifetime(at: ["auth", "lease_duration"])
    }

    /// `POST auth/token/revoke-self`: the token and everything that was made with it end now.
    ///
    /// It takes no receipt: giving rights back must not depend on a log that may be what has just failed.
    package func revoke() async throws(VaultError) {
        let answer = try await client.send(
            .post, try VaultPath(Self.revocationTarget), token: token, timeout: Self.revocationTimeout)
        guard answer.status < 300 else {
            throw .unexpectedStatus(path: answer.path.text, status: answer.status)
        }
    }
}
