// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix
import Synchronization

/// A login that lasts for the length of a piece of work, and not longer. Its token may be followed by another one.
package final class VaultSession: Sendable {
    private struct State {
        var token: VaultToken
        var method: LoginMethod
    }

    let client: VaultClient
    private let journal: any LoginJournal
    private let state: Mutex<State>
    private let turnstile = Turnstile()

    /// What audit entries call the revocation.
    package static let revocationTarget = VaultClient.revocationTarget

    init(client: VaultClient, token: VaultToken, method: LoginMethod, journal: any LoginJournal) {
        self.client = client
        self.journal = journal
        state = Mutex(State(token: token, method: method))
    }

    package var token: VaultToken { state.withLock { $0.token } }
    private var method: LoginMethod { state.withLock { $0.method } }

    /// Sends a request with the session's token. When Vault takes the token no more there is one login, and the request
    /// is sent once more: a token that was revoked by mistake must not end a long run.
    func send(_ request: VaultRequest) async throws(VaultError) -> VaultAnswer {
        var request = request
        let used = token
        request.token = used
        do throws(VaultError) {
            return try await client.send(request)
        } catch .tokenInvalid(let path) {
            guard canLogIn else { throw .tokenInvalid(path: path) }
            request.token = try await logIn(after: used)
            return try await client.send(request)
        } catch {
            throw error
        }
    }

    /// A token that somebody gave us is all that there is, unless it comes from a file that is kept fresh.
    var canLogIn: Bool {
        if case .token(.held, _) = method { false } else { true }
    }

    /// Gets a new token in place of one that is used up, unless somebody else has got it already.
    ///
    /// - Returns: a token that equals the used one where its file has no newer one.
    func logIn(after used: VaultToken) async throws(VaultError) -> VaultToken {
        await turnstile.enter()
        defer { turnstile.leave() }
        let current = token
        guard current.secret == used.secret else { return current }
        var method = method
        let new = try await client.announced(&method, journal)
        let opened = method
        state.withLock { $0 = State(token: new, method: opened) }
        if new.secret != used.secret { await client.giveBack(used) }
        return new
    }

    /// What Vault says of the token.
    package func facts() async throws(VaultError) -> TokenFacts { try await client.lookUp(token) }

    /// Ends the token now, and everything that was made with it. It takes no receipt: giving rights back must not depend
    /// on a log that may be what has just failed.
    package func revoke() async throws(VaultError) { try await client.revoke(token) }
}

extension VaultClient {
    static let revocationTarget = "auth/token/revoke-self"
    /// Nobody who ends a program wants to wait longer.
    private static let revocationTimeout = Duration.seconds(2)

    private static let revocationAttempts = 3
    private static let revocationPause = Duration.milliseconds(250)

    /// `POST auth/token/revoke-self`. A refusal that may pass is not taken for an answer: doing it twice does no harm.
    func revoke(_ token: VaultToken) async throws(VaultError) {
        var request = VaultRequest(.post, try VaultPath(Self.revocationTarget), token: token)
        request.timeout = Self.revocationTimeout
        request.isPaced = false
        for attempt in 1... {
            do throws(VaultError) {
                let answer = try await sendOnce(request)
                guard answer.isDone else { throw answer.malformed }
                return
            } catch {
                switch error {
                case .rateLimited, .unavailable, .intermediary, .unexpectedStatus(_, 500...):
                    guard attempt < Self.revocationAttempts else { throw error }
                default: throw error
                }
            }
            try await pause(Self.revocationPause)
        }
    }
}
