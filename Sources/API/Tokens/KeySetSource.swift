// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import HTTP
import Posix
import Synchronization

/// Fetches the issuer's keys, and keeps them for a while. A key that is not known is looked for anew, but no more often
/// than the issuer can bear: anybody can send tokens with keys that nobody knows.
final class KeySetSource: Sendable {
    private struct State {
        var keys: KeySet?
        var fetched: Duration?
        var attempted: Duration?
    }

    static let freshness = Duration.seconds(3600)
    static let pause = Duration.seconds(30)
    private static let limit = 1 << 20

    private let endpoint: Endpoint
    private let http: HTTPClient
    private let stopwatch: Stopwatch
    /// Whoever comes while the set is being fetched waits for it.
    private let turnstile = Turnstile()
    private let state = Mutex(State())

    init(_ endpoint: Endpoint, authorities: String?, clock: any Clock<Duration>) throws(HTTPError) {
        self.endpoint = endpoint
        http = try HTTPClient(trust: TLSTrust(authorities.map { .file(path: $0) }))
        stopwatch = Stopwatch(clock)
    }

    /// The set in which the token's key is, if it is anywhere.
    func keys(for header: TokenHeader) async throws(TokenRefusal) -> KeySet {
        await turnstile.enter()
        defer { turnstile.leave() }
        let now = stopwatch.elapsed
        let mayFetch = state.withLock { state in
            let isStale = state.fetched.map { now - $0 > Self.freshness } ?? true
            let isWanted = isStale || state.keys?.key(header) == nil
            guard isWanted, state.attempted.map({ now - $0 >= Self.pause }) ?? true else { return false }
            state.attempted = now
            return true
        }
        if mayFetch { await fetch(now) }
        guard let keys = state.withLock(\.keys) else { throw .noKeys }
        return keys
    }

    private func fetch(_ now: Duration) async {
        var request = HTTPRequest(.get, endpoint, "")
        request.timeout = .seconds(10)
        request.limit = Self.limit
        guard let response = try? await http.send(request), response.status == 200,
            let set = KeySet(parsing: response.body)
        else { return }
        // An older set is better than none: keys are taken out of it by the issuer, whom we could not ask.
        state.withLock { state in
            state.keys = set
            state.fetched = now
        }
    }
}
