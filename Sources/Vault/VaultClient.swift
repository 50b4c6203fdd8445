// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets
import Synchronization

/// Speaks Vault's HTTP API, https://openbao.org/api-docs/.
package final class VaultClient: Sendable {
    /// A secret is small: Vault's own storage takes no entry beyond 1 MiB unless it is told to.
    static let answerLimit = 1_114_112

    let connection: VaultConnection
    private let http: HTTPClient
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let limit: Mutex<RateLimit?>
    /// Of the last write, so that a later read of another node does not answer from before it.
    private let index = Mutex<String?>(nil)

    package init(_ connection: VaultConnection, clock: any Clock<Duration> = ContinuousClock()) throws(VaultError) {
        self.connection = connection
        self.clock = clock
        elapsed = Self.stopwatch(clock)
        limit = Mutex(connection.limit)
        do {
            http = try HTTPClient(trust: connection.trust, route: connection.route)
        } catch {
            throw .unreachable(error)
        }
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// Sends a request, with retries, and sorts out the answers that mean the same on every path.
    ///
    /// - Returns: an answer with a status below 300, or 404, which only the caller can read.
    func send(_ request: VaultRequest) async throws(VaultError) -> VaultAnswer {
        do throws(VaultError) {
            return try await retrying(isRepeatable: request.isRepeatable) { () async throws(VaultError) in
                try await sendOnce(request)
            }
        } catch {
            throw request.isRepeatable ? error : error.ofWrite(path: request.path.text)
        }
    }

    /// Attempts something until it is done or ``VaultRetry`` gives up. The waits in between can be cancelled.
    func retrying<R: ~Copyable>(
        isRepeatable: Bool, _ attempt: () async throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        var failures = 0
        while true {
            do throws(VaultError) {
                return try await attempt()
            } catch {
                failures += 1
                let wait = connection.retry.wait(
                    after: error, isRepeatable: isRepeatable, failures: failures, jitter: .random(in: 0...1))
                guard let wait else { throw error }
                try await pause(wait)
            }
        }
    }

    func sendOnce(_ request: VaultRequest) async throws(VaultError) -> VaultAnswer {
        let answer = try await exchange(request)
        if let index = answer.index, request.method != .get { self.index.withLock { $0 = index } }
        return try answer.classified()
    }

    func exchange(_ request: VaultRequest) async throws(VaultError) -> VaultAnswer {
        let wait = request.isPaced ? limit.withLock { $0?.wait(at: elapsed()) } ?? .zero : .zero
        if wait > .zero { try await pause(wait) }
        let response = try await transmit(request, to: connection.endpoint)
        guard let location = try request.redirect(response, from: connection) else {
            return VaultAnswer(response, path: request.path)
        }
        let second = try await transmit(request, to: location)
        if try request.redirect(second, from: connection) != nil {
            throw .redirectRefused(path: request.path.text, .second)
        }
        return VaultAnswer(second, path: request.path)
    }

    func pause(_ wait: Duration) async throws(VaultError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .unreachable(.cancelled)
        }
    }

    private func transmit(_ request: VaultRequest, to endpoint: Endpoint) async throws(VaultError) -> SecretHTTPResponse
    {
        do throws(HTTPError) {
            return try await http.sendForSecret(try assembled(request, endpoint))
        } catch .responseTooLarge(_, let limit) {
            throw .answerTooLarge(path: request.path.text, limit: limit)
        } catch {
            throw .unreachable(error)
        }
    }

    private func assembled(_ request: VaultRequest, _ endpoint: Endpoint) throws(HTTPError) -> HTTPRequest {
        var http = HTTPRequest(request.method, endpoint, request.target)
        http.limit = Self.answerLimit
        http.isRepeatable = request.isRepeatable
        http.timeout = min(request.timeout ?? connection.timeout, connection.timeout)
        // Agents and proxies may require it, against requests that were forged through a browser or a server.
        try http.setHeader("X-Vault-Request", "true")
        if let namespace = connection.namespace, !request.isRoot { try http.setHeader("X-Vault-Namespace", namespace) }
        for header in connection.headers { try http.setHeader(header.name, header.value) }
        if let index = index.withLock({ $0 }) { try http.setHeader("X-Vault-Index", index) }
        if let token = request.token { try http.setHeader("X-Vault-Token", token.secret) }
        if let body = request.body {
            try http.setHeader("Content-Type", request.contentType)
            http.body = .secret(body)
        }
        return http
    }
}
