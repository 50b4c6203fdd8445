// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import HTTP
import Logging
import Metrics
import Posix

/// Fetches the issuer's keys, and keeps them for a while. A key that is not known is looked for anew, but no more often
/// than the issuer can bear: anybody can send tokens with keys that nobody knows.
///
/// An issuer that is down for a while ends no token's life. One that cannot be asked for a day might have taken back any
/// of its keys in the meantime.
actor KeySetSource {
    static let freshness = Duration.seconds(3600)
    static let pause = Duration.seconds(30)
    static let maximalAge = Duration.seconds(86_400)
    private static let limit = 1 << 20

    private let endpoint: Endpoint
    private let http: HTTPClient
    private let stopwatch: Stopwatch
    private let logger: Logger
    private let failures = Counter(label: "jwks_fetch_failures_total")
    private var keys: KeySet?
    private var fetched: Duration?
    private var attempted: Duration?
    /// Those who need a key that is not there wait for the question that is out, instead of being refused meanwhile.
    private let turnstile = Turnstile()

    init(
        _ endpoint: Endpoint, authorities: String?, clock: any Clock<Duration>, logger: Logger
    ) throws(HTTPError) {
        self.endpoint = endpoint
        http = try HTTPClient(trust: TLSTrust(authorities.map { .file(path: $0) }))
        stopwatch = Stopwatch(clock)
        self.logger = logger
    }

    /// The set in which the token's key is, if it is anywhere.
    func keys(for header: TokenHeader) async throws(TokenRefusal) -> KeySet {
        if good?.key(header) == nil {
            await turnstile.enter()
            defer { turnstile.leave() }
            if good?.key(header) == nil { await fetch() }
        } else if age.map({ $0 > Self.freshness }) ?? true, turnstile.tryEnter() {
            defer { turnstile.leave() }
            await fetch()
        }
        guard let good else { throw .noKeys }
        return good
    }

    /// Since they were last fetched.
    private var age: Duration? { fetched.map { stopwatch.elapsed - $0 } }

    /// Those that are not too old.
    private var good: KeySet? { age.map { $0 <= Self.maximalAge } == true ? keys : nil }

    private func fetch() async {
        let now = stopwatch.elapsed
        if let attempted, now - attempted < Self.pause { return }
        attempted = now
        var request = HTTPRequest(.get, endpoint, "")
        request.timeout = .seconds(10)
        request.limit = Self.limit
        do throws(HTTPError) {
            let response = try await http.send(request)
            guard response.status == 200 else { return failed("it answers \(response.status)") }
            guard let set = KeySet(parsing: response.body) else { return failed("its answer is no key set") }
            keys = set
            fetched = now
        } catch {
            failed("\(error)")
        }
    }

    private func failed(_ cause: String) {
        failures.increment()
        var metadata: Logger.Metadata = ["cause": "\(cause)"]
        if let age { metadata["age_seconds"] = .stringConvertible(age.components.seconds) }
        logger.warning("the issuer's keys cannot be fetched; see api.jwt.jwks_url", metadata: metadata)
    }
}
