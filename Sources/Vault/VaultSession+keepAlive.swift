// SPDX-License-Identifier: Apache-2.0
import HTTP

extension VaultSession {
    private static let renewalPath = "auth/token/renew-self"

    /// Keeps a token at hand until the task is cancelled, see ``TokenLife``.
    ///
    /// - Parameters:
    ///   - granted: called with the life of a token that was prolonged. New ones stand in the journal of logins.
    ///   - report: called for each failed attempt, so that somebody can be told long before the token ends.
    /// - Returns: when nothing more can be done: the token has no end, or its end was not to be avoided.
    package func keepAlive(
        clock: any Clock<Duration>, granted: @Sendable (Duration) -> Void = { _ in },
        report: @Sendable (VaultError) -> Void
    ) async throws(CancellationError) {
        var used = token
        var life = TokenLife(used.lifetime, isRenewable: used.isRenewable, canLogIn: canLogIn)
        while true {
            let step = life.next(jitter: .random(in: 0...1))
            do throws(VaultError) {
                switch step {
                case .end: return
                case .renew(let wait):
                    try await sleep(wait, clock)
                    used = token
                    let lifetime = try await renew()
                    life.granted(lifetime)
                    granted(lifetime)
                case .logIn(let wait):
                    try await sleep(wait, clock)
                    let new = try await logIn(after: used)
                    if new.secret == used.secret {
                        life.failed()
                    } else {
                        life.loggedIn(new.lifetime, isRenewable: new.isRenewable)
                    }
                    used = new
                }
            } catch {
                if error == .unreachable(.cancelled) { throw CancellationError() }
                report(error)
                life.note(error, renewalPath: Self.renewalPath)
            }
        }
    }

    private func sleep(_ wait: Duration, _ clock: any Clock<Duration>) async throws(VaultError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .unreachable(.cancelled)
        }
    }

    /// `POST auth/token/renew-self`; the lifetime that Vault grants.
    package func renew() async throws(VaultError) -> Duration {
        var request = VaultRequest(.post, try VaultPath(Self.renewalPath), token: token)
        request.isRepeatable = true
        let answer = try await client.send(request)
        return try answer.lifetime(at: ["auth", "lease_duration"])
    }
}

extension TokenLife {
    fileprivate mutating func note(_ error: VaultError, renewalPath: String) {
        switch error {
        case .tokenInvalid(renewalPath): lost()
        case .permissionDenied(renewalPath): refused()
        default: failed()
        }
    }
}
