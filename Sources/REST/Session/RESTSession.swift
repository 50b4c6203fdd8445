// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
package import HTTP
import JSON

/// Calls the JSON services of one cloud as one identity, and only the operations whose permissions it was opened for:
/// anything else is refused before the network could.
package struct RESTSession: Sendable {
    package let dialect: RESTDialect
    package let endpoints: RESTEndpoints
    package let permissions: Set<Permission>
    let tokens: TokenSource
    let http: HTTPClient
    let retry: CallRetry
    let clock: any Clock<Duration>

    package init(
        dialect: RESTDialect, endpoints: RESTEndpoints, tokens: TokenSource, permissions: some Sequence<Permission>,
        http: HTTPClient, retry: CallRetry, clock: any Clock<Duration>
    ) {
        self.dialect = dialect
        self.endpoints = endpoints
        self.permissions = Set(permissions)
        self.tokens = tokens
        self.http = http
        self.retry = retry
        self.clock = clock
    }

    /// The same identity, for other work.
    package func limited(to permissions: some Sequence<Permission>) -> RESTSession {
        RESTSession(
            dialect: dialect, endpoints: endpoints, tokens: tokens, permissions: permissions, http: http, retry: retry,
            clock: clock)
    }

    func endpoint(of call: RESTCall) throws(CloudError) -> Endpoint {
        do {
            return try endpoints.endpoint(of: call.host)
        } catch {
            throw CloudError(
                service: call.service, operation: call.operation, .transport(error), code: "MalformedEndpoint")
        }
    }

    /// Sends a call and reads its answer, with retries.
    ///
    /// - Parameters:
    ///   - target: path and query.
    ///   - scope: the account that it concerns.
    func call(
        _ call: RESTCall, endpoint: Endpoint, target: String, scope: String, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        guard permissions.isSuperset(of: call.permissions) else {
            throw CloudError(
                service: call.service, operation: call.operation, .undeclared, code: "UndeclaredOperation")
        }
        let lane = lane(call, scope)
        let response = try await retry.run(tally, clock, in: lane, operation: call.operation) {
            () async throws(CloudError) in try await attempt(call, endpoint, target)
        }
        if let pause = dialect.pause(response.headers) { retry.hold(lane, for: pause) }
        do {
            return try CanonicalJSON(parsing: response.body.span)
        } catch {
            throw CloudError(
                kind: .malformedAnswer, service: call.service, operation: call.operation, code: "MalformedAnswer",
                status: response.status, requestID: response.headers["x-ms-request-id"])
        }
    }

    func lane(_ call: RESTCall, _ scope: String) -> CallLane {
        CallLane(provider: dialect.provider, account: scope, region: Scope.global, service: call.service)
    }

    private func attempt(
        _ call: RESTCall, _ endpoint: Endpoint, _ target: String
    ) async throws(CloudError) -> HTTPResponse {
        let token = try await tokens.current()
        do throws(CloudError) {
            return try await send(call, endpoint, target, token)
        } catch {
            // Revoked, or a clock that is off: another token, once.
            guard error.status == 401, let another = try await tokens.replacement(for: token) else { throw error }
            return try await send(call, endpoint, target, another)
        }
    }

    private func send(
        _ call: RESTCall, _ endpoint: Endpoint, _ target: String, _ token: BearerToken
    ) async throws(CloudError) -> HTTPResponse {
        var request = HTTPRequest(call.method, endpoint, target)
        let response: HTTPResponse
        do {
            try request.setHeader("accept", "application/json")
            try request.setHeader("authorization", token.header)
            if let body = call.body {
                try request.setHeader("content-type", "application/json")
                request.body = .bytes(body.canonical)
            }
            response = try await http.send(request)
        } catch {
            throw CloudError(
                service: call.service, operation: call.operation, .transport(error),
                code: error == .cancelled ? "Cancelled" : "NoAnswer")
        }
        guard response.status == 200 else { throw failure(response, call) }
        return response
    }

    func failure(_ response: HTTPResponse, _ call: RESTCall) -> CloudError {
        var failure = dialect.failure(response, call.service, call.operation)
        failure.retryAfter = response.headers.retryAfter ?? failure.retryAfter
        return failure
    }
}
