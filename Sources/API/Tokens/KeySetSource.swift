// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import HTTP
import Posix

/// Fetches the issuer's keys, and keeps them for a while. A key that is not known is looked for anew, but no more often
/// than the issuer can bear: anybody can send tokens with keys that nobody knows.
actor KeySetSource {
    static let freshness = Duration.seconds(3600)
    static let pause = Duration.seconds(30)
    private static let limit = 1 << 20

    private let endpoint: Endpoint
    private let http: HTTPClient
    private let stopwatch: Stopwatch
    private var keys: KeySet?
    private var fetched: Duration?
    private var attempted: Duration?
    /// Those who need a key that is not there wait for the question that is out, instead of being refused meanwhile.
    private let turnstile = Turnstile()

    init(_ endpoint: Endpoint, authorities: String?, clock: any Clock<Duration>) throws(HTTPError) {
        self.endpoint = endpoint
        http = try HTTPClient(trust: TLSTrust(authorities.map { .file(path: $0) }))
        stopwatch = Stopwatch(clock)
    }

    /// The set in which the token's key is, if it is anywhere.
    func keys(for header: TokenHeader) async throws(TokenRefusal) -> KeySet {
        if keys?.key(header) == nil {
            await turnstile.enter()
            defer { turnstile.leave() }
            if keys?.key(header) == nil { await fetch() }
        } else if fetched.map({ stopwatch.elapsed - $0 > Self.freshness }) ?? true {
            await fetch()
        }
        guard let keys else { throw .noKeys }
        return keys
    }

    private func fetch() async {
        let now = stopwatch.elapsed
        if let attempted, now - attempted < Self.pause { return }
        attempted = now
        var request = HTTPRequest(.get, endpoint, "")
        request.timeout = .seconds(10)
        request.limit = Self.limit
        guard let response = try? await http.send(request), response.status == 200,
            let set = KeySet(parsing: response.body)
        else { return }
        // An older set is better than none: keys are taken out of it by the issuer, whom we could not ask.
        keys = set
        fetched = now
    }
}
