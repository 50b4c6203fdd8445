// SPDX-License-Identifier: Apache-2.0
package import Access
package import Posix
import Synchronization

/// Tokens for one audience, each used until shortly before its end; all who need a new one wait for the same.
package final class TokenSource: Sendable {
    /// What is left of its time when it is replaced.
    ///
    /// Metadata servers hand out the same token until four minutes before its end.
    static let renewalMargin: Int64 = 225
    /// What a new token must last at least, to be of use at all.
    static let usefulLifetime: Int64 = 30

    /// A token that is refused so soon after it was opened is not the reason for the refusal.
    static let youth: Int64 = 60

    private struct State {
        var token: BearerToken?
        var openedAt: Int64 = 0
        var serial: UInt64 = 0
    }

    private let wallClock: any WallClock
    private let state = Mutex(State())
    private let turnstile = Turnstile()
    private let open: @Sendable () async throws(CloudError) -> BearerToken

    package init(
        wallClock: any WallClock, _ open: @escaping @Sendable () async throws(CloudError) -> BearerToken
    ) {
        self.wallClock = wallClock
        self.open = open
    }

    package func current() async throws(CloudError) -> BearerToken {
        if let token = state.withLock({ $0.token }), isFresh(token) { return token }
        return try await replaced(nil)
    }

    /// A new token in place of one that was refused, unless somebody else has got one.
    ///
    /// - Returns: nil when the refused one is itself so new that another would be refused as well.
    func replacement(for refused: BearerToken) async throws(CloudError) -> BearerToken? {
        let (current, openedAt) = state.withLock { ($0.token, $0.openedAt) }
        let isYoung = wallClock.now().seconds - openedAt < Self.youth
        if isYoung, current?.serial == refused.serial { return nil }
        return try await replaced(refused)
    }

    private func isFresh(_ token: BearerToken) -> Bool {
        token.expiration.seconds - wallClock.now().seconds >= Self.renewalMargin
    }

    private func replaced(_ refused: BearerToken?) async throws(CloudError) -> BearerToken {
        await turnstile.enter()
        defer { turnstile.leave() }
        if let now = state.withLock({ $0.token }), isFresh(now), now.serial != refused?.serial { return now }
        let opened = try await open()
        let openedAt = wallClock.now().seconds
        // It would be asked for anew with every call.
        guard opened.expiration.seconds - openedAt >= Self.usefulLifetime else {
            throw CloudError(service: "token", operation: "open", .malformedAnswer, code: "ExpiresTooSoon")
        }
        return state.withLock { state in
            state.serial += 1
            let token = BearerToken(opened.value, expiration: opened.expiration, serial: state.serial)
            state.token = token
            state.openedAt = openedAt
            return token
        }
    }
}
