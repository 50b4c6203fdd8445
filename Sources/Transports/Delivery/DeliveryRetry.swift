// SPDX-License-Identifier: Apache-2.0
package import HTTP

/// Sends requests of one destination until they are answered, or it is no use.
///
/// A far side that asks to come back later is left alone for as long as it asks, and no less. Everything that is sent here
/// may be sent twice.
package struct DeliveryRetry: Sendable {
    private let backoff: Backoff
    private let clock: any Clock<Duration>

    package init(_ backoff: Backoff, clock: any Clock<Duration>) {
        self.backoff = backoff
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
                failure = (.busy(status: response.status), response.headers.retryAfter)
            } catch {
                guard Self.isTransient(error) else {
                    throw error == .cancelled ? .cancelled : .malformed(error)
                }
                failure = (.unreachable(error), nil)
            }
            failures += 1
            guard let wait = backoff.wait(after: failures, asked: failure.wait) else { throw failure.error }
            do {
                try await clock.sleep(for: wait)
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
}
