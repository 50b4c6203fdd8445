// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets

/// Speaks Vault's HTTP API, https://openbao.org/api-docs/.
package final class VaultClient: Sendable {
    /// A login is not given up in the middle, so it must not take long.
    static let loginTimeout = Duration.seconds(10)
    /// A secret is small; KV engines take at most 1 MiB by default.
    private static let answerLimit = 8 * 1024 * 1024

    private let http: HTTPClient
    private let address: VaultAddress
    private let retry: VaultRetry
    private let clock: any Clock<Duration>

    package init(
        _ address: VaultAddress, retry: VaultRetry = VaultRetry(), clock: any Clock<Duration> = ContinuousClock()
    ) throws(VaultError) {
        self.address = address
        self.retry = retry
        self.clock = clock
        do {
            http = try HTTPClient(trust: address.trust)
        } catch {
            throw .unreachable(error)
        }
    }

    /// Sends a request, with retries, and sorts out the answers that mean the same on every path.
    ///
    /// - Returns: an answer with a status below 300, or 404, which only the caller can read.
    func send(
        _ method: HTTPRequest.Method, _ path: VaultPath, token: VaultToken? = nil, body: SharedSecret? = nil,
        timeout: Duration? = nil
    ) async throws(VaultError) -> VaultAnswer {
        try await retrying(isRead: method == .get) { () async throws(VaultError) in
            try await sendOnce(method, path, token: token, body: body, timeout: timeout)
        }
    }

    /// Attempts something until it is done or ``VaultRetry`` gives up. The waits in between can be cancelled.
    func retrying<R: ~Copyable>(
        isRead: Bool, _ attempt: () async throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        var failures = 0
        while true {
            do throws(VaultError) {
                return try await attempt()
            } catch {
                failures += 1
                let jitter = Double.random(in: 0...1)
                guard let wait = retry.wait(after: error, isRead: isRead, failures: failures, jitter: jitter) else {
                    throw error
                }
                do {
                    try await clock.sleep(for: wait)
                } catch {
                    throw .unreachable(.cancelled)
                }
            }
        }
    }

    func sendOnce(
        _ method: HTTPRequest.Method, _ path: VaultPath, token: VaultToken? = nil, body: SharedSecret? = nil,
        timeout: Duration? = nil
    ) async throws(VaultError) -> VaultAnswer {
        let response: SecretHTTPResponse
        do throws(HTTPError) {
            response = try await http.sendForSecret(
                try request(method, path, token: token, body: body, timeout: timeout))
        } catch {
            throw .unreachable(error)
        }
        return try Self.classify(VaultAnswer(response, path: path))
    }

    private func request(
        _ method: HTTPRequest.Method, _ path: VaultPath, token: VaultToken?, body: SharedSecret?, timeout: Duration?
    ) throws(HTTPError) -> HTTPRequest {
        var request = HTTPRequest(method, address.endpoint, "/v1/\(path)")
        request.limit = Self.answerLimit
        if let timeout { request.timeout = timeout }
        // Agents and proxies may require it, against requests that were forged through a browser or a server.
        try request.setHeader("X-Vault-Request", "true")
        if let namespace = address.namespace { try request.setHeader("X-Vault-Namespace", namespace) }
        if let token { try request.setHeader("X-Vault-Token", token.secret) }
        if let body {
            try request.setHeader("Content-Type", "application/json")
            request.body = .secret(body)
        }
        return request
    }

    private static func classify(_ answer: consuming VaultAnswer) throws(VaultError) -> VaultAnswer {
        let path = answer.path.text
        switch answer.status {
        case 200..<300, 404: return answer
        case 403:
            // The router's refusal of a token is the bare phrase; a policy's comes in a list of errors.
            let isPolicy = try answer.hasError("1 error occurred")
            throw isPolicy ? .permissionDenied(path: path) : .tokenInvalid(path: path)
        case 429: throw .rateLimited(path: path, retryAfter: answer.retryAfter.map { .seconds($0) })
        case 501: throw .notInitialized
        case 503:
            // A proxy in front may answer 503 in HTML.
            let isSealed = (try? answer.hasError("sealed")) ?? false
            throw isSealed ? .sealed : .unexpectedStatus(path: path, status: 503)
        default: throw .unexpectedStatus(path: path, status: answer.status)
        }
    }
}
