// SPDX-License-Identifier: Apache-2.0
import HTTP

/// Sends requests of one destination until they are answered, or it is no use: exponential back-off with full jitter.
///
/// A far side that asks to come back later is left alone for as long as it asks, and no less. Everything that is sent here
/// may be sent twice.
package struct DeliveryRetry: Sendable {
    private static let maximumDelay = Duration.seconds(20)
    /// Nobody is waited for longer, whatever he asks for.
    static let maximumRetryAfter = Duration.seconds(120)

    private let attempts: Int
    private let delay: Duration
    private let clock: any Clock<Duration>

    package init(attempts: Int, delay: Duration, clock: any Clock<Duration>) {
        self.attempts = attempts
        self.delay = delay
        self.clock = clock
    }

    /// - Returns: an answer that asks for nothing to be repeated.
    func send(_ http: HTTPClient, _ request: () throws(HTTPError) -> HTTPRequest) async throws(DeliveryError)
        -> HTTPResponse
    {
        var failures = 0
        while true {
            let failure: (error: DeliveryError, wait: Duration?)
            do throws(HTTPError) {
                let response = try await http.send(try request())
                guard Self.isTransient(response.status) else { return response }
                failure = (.busy(status: response.status), Self.retryAfter(response))
            } catch {
                guard Self.isTransient(error) else {
                    throw error == .cancelled ? .cancelled : .malformed(error)
                }
                failure = (.unreachable(error), nil)
            }
            failures += 1
            let asked = failure.wait ?? .zero
            guard failures < attempts, asked <= Self.maximumRetryAfter else { throw failure.error }
            let ceiling = min(Self.maximumDelay, delay * (1 << min(failures - 1, 16)))
            do {
                try await clock.sleep(for: max(asked, ceiling * Double.random(in: 0...1)))
            } catch {
                throw .cancelled
            }
        }
    }

    /// 409: the same request is under way; 425: too early; 408, 429 and 5xx but for those that will stay so.
    private static func isTransient(_ status: Int) -> Bool {
        [408, 409, 425, 429, 500, 502, 503, 504].contains(status)
    }

    private static func isTransient(_ error: HTTPError) -> Bool {
        switch error {
        case .unknownHost, .unreachable, .timedOut, .interrupted: true
        case .malformedURL, .insecure, .tls, .responseTooLarge, .cancelled, .malformedHeader, .unavailable: false
        }
    }

    private static func retryAfter(_ response: HTTPResponse) -> Duration? {
        response.headers["retry-after"].flatMap { UInt32($0) }.map { .seconds(Int64($0)) }
    }
}
