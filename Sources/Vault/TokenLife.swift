// SPDX-License-Identifier: Apache-2.0

/// When to renew a token and when to get a new one: a state machine without clock or network.
///
/// The first attempt comes after two thirds of the life that is left, and up to a tenth of it later, so that a fleet
/// does not ask all at once. After a failure attempts back off from 10 seconds, doubling up to 5 minutes, and closer
/// together again as the end comes near. A renewal that gives less than the token had at first means that its maximum
/// is near: what follows is a login.
struct TokenLife: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        case renew(after: Duration)
        case logIn(after: Duration)
        /// The token ends, or has no end, and nothing can be done about either.
        case end
    }

    static let firstBackOff = Duration.seconds(10)
    static let longestBackOff = Duration.seconds(300)
    /// However short a life is, Vault is not asked more often than this.
    static let shortestWait = Duration.seconds(1)

    private let canLogIn: Bool
    private var full: Duration
    private var isRenewable: Bool
    /// Nil once the token is known to be gone.
    private var remaining: Duration?
    private var failures = 0

    init(_ lifetime: Duration, isRenewable: Bool = true, canLogIn: Bool = false) {
        self.canLogIn = canLogIn
        self.isRenewable = isRenewable
        full = lifetime
        remaining = lifetime
    }

    /// A renewal was granted.
    mutating func granted(_ lifetime: Duration) {
        remaining = lifetime
        failures = 0
        // The server counts in whole seconds, so a little less is as much.
        if lifetime < full * 0.9 { isRenewable = false }
    }

    /// There is a new token.
    mutating func loggedIn(_ lifetime: Duration, isRenewable: Bool) {
        self = TokenLife(lifetime, isRenewable: isRenewable, canLogIn: canLogIn)
    }

    mutating func failed() { failures += 1 }

    /// The token may not be renewed.
    mutating func refused() { isRenewable = false }

    /// The token was revoked.
    mutating func lost() {
        isRenewable = false
        remaining = nil
    }

    /// - Parameter jitter: from 0 to 1.
    mutating func next(jitter: Double) -> Step {
        guard full > .zero, isRenewable || canLogIn else { return .end }
        guard let left = remaining else {
            return .logIn(after: failures == 0 ? Self.shortestWait : backOff(jitter))
        }
        let wanted = failures == 0 ? left * (2.0 / 3 + jitter / 10) : min(left / 2, backOff(jitter))
        let wait = max(Self.shortestWait, wanted)
        if wait < left {
            remaining = left - wait
            return isRenewable ? .renew(after: wait) : .logIn(after: wait)
        }
        lost()
        return canLogIn ? next(jitter: jitter) : .end
    }

    /// Up to a quarter less than it would be without jitter.
    private func backOff(_ jitter: Double) -> Duration {
        min(Self.longestBackOff, Self.firstBackOff * (1 << min(max(failures, 1) - 1, 10))) * (1 - jitter / 4)
    }
}
