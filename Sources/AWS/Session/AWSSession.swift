// SPDX-License-Identifier: Apache-2.0
import Access
import Ciphers
import Cloud
import HTTP
import JSON
package import Posix
import Synchronization

/// Calls AWS with temporary credentials, and only the operations whose permissions these were asked for with: anything
/// else is refused before the network could. Before its time is over it opens itself anew.
package final class AWSSession: Sendable {
    /// What is left of its time when it is opened anew.
    static let renewalMargin: Int64 = 300

    package let endpoints: AWSEndpoints
    /// As it was first opened.
    package let facts: SessionFacts
    package let policy: SessionPolicy
    private let allowed: Set<Permission>
    private let wallClock: any WallClock
    private let state: Mutex<AWSConnection.Opened>
    private let turnstile = Turnstile()
    private let open: @Sendable () async throws(CloudError) -> AWSConnection.Opened

    init(
        _ opened: AWSConnection.Opened, policy: SessionPolicy, wallClock: any WallClock,
        open: @escaping @Sendable () async throws(CloudError) -> AWSConnection.Opened
    ) {
        endpoints = opened.connection.endpoints
        facts = opened.facts
        self.policy = policy
        self.wallClock = wallClock
        self.open = open
        state = Mutex(opened)
        allowed = Set(policy.actions)
    }

    package var expiration: Timestamp? { state.withLock { $0.expiration } }

    /// Sends a call and reads its answer, with retries.
    func call(
        _ call: AWSCall, region: String, input: JSONObject, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        let name = call.operation.name
        guard allowed.contains(call.permission) else {
            throw CloudError(service: call.model.service, operation: name, .undeclared, code: "UndeclaredOperation")
        }
        let response = try await send(call, region: region, input: input, tally)
        let requestID = response.headers["x-amzn-requestid"] ?? response.headers["x-amz-request-id"]
        let output: CanonicalJSON
        do {
            output = try AnswerReader.output(of: call.operation, call.model, response.body.span, response.headers)
        } catch {
            throw CloudError(
                service: call.model.service, operation: name, .malformedAnswer, code: error.word, requestID: requestID)
        }
        // What of a request for several failed stands in an answer that succeeded.
        if let failures = call.operation.failures, let failed = output[failures.list]?.firstElement {
            let code = failed[failures.code]?.scalar.flatMap { ErrorBody.code($0) } ?? "Failure"
            throw CloudError(
                kind: CloudError.kind(code: code, status: response.status), service: call.model.service,
                operation: name,
                code: code, status: response.status, requestID: requestID)
        }
        return output
    }

    private func send(
        _ call: AWSCall, region: String, input: JSONObject, _ tally: CallTally
    ) async throws(CloudError) -> HTTPResponse {
        let used = try await current()
        do throws(CloudError) {
            return try await used.connection.send(call, account: facts.accountID, region: region, input: input, tally)
        } catch {
            guard error.isExpiry else { throw error }
            // A machine that slept, or a clock that runs ahead: the page is asked for again, none is lost or doubled.
            let next = try await replaced(used)
            return try await next.connection.send(call, account: facts.accountID, region: region, input: input, tally)
        }
    }

    private func current() async throws(CloudError) -> AWSConnection.Opened {
        let opened = state.withLock { $0 }
        guard let end = opened.expiration, end.seconds - wallClock.now().seconds < Self.renewalMargin else {
            return opened
        }
        return try await replaced(opened)
    }

    /// Opens the session anew, unless somebody else has done so.
    private func replaced(_ used: AWSConnection.Opened) async throws(CloudError) -> AWSConnection.Opened {
        await turnstile.enter()
        defer { turnstile.leave() }
        let now = state.withLock { $0 }
        guard now.connection.accessKeyID == used.connection.accessKeyID else { return now }
        let opened = try await open()
        state.withLock { $0 = opened }
        return opened
    }
}
