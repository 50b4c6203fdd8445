// SPDX-License-Identifier: Apache-2.0
package import Access
import Cloud
package import HTTP
import JSON
package import Posix
package import SigV4

/// Signs requests with one set of credentials and sends them.
package struct AWSConnection: Sendable {
    let endpoints: AWSEndpoints
    private let credentials: AWSCredentials
    private let http: HTTPClient
    private let retry: CallRetry
    let wallClock: any WallClock
    /// Names the credentials; no secret.
    var accessKeyID: String { credentials.accessKeyID }
    private let clock: any Clock<Duration>

    package init(
        endpoints: AWSEndpoints, credentials: AWSCredentials, http: HTTPClient, retry: CallRetry,
        wallClock: any WallClock, clock: any Clock<Duration>
    ) {
        self.endpoints = endpoints
        self.credentials = credentials
        self.http = http
        self.retry = retry
        self.wallClock = wallClock
        self.clock = clock
    }

    /// The same way, as somebody else.
    package func with(_ credentials: AWSCredentials) -> AWSConnection {
        AWSConnection(
            endpoints: endpoints, credentials: credentials, http: http, retry: retry, wallClock: wallClock,
            clock: clock)
    }

    /// - Parameter account: that it concerns.
    /// - Returns: an answer with a status below 300.
    func send(
        _ call: AWSCall, account: String, region: String, input: JSONObject, _ tally: CallTally
    ) async throws(CloudError) -> HTTPResponse {
        let lane = CallLane(provider: .aws, account: account, region: region, service: call.model.service)
        return try await retry.run(tally, clock, in: lane, operation: call.operation.name) {
            () async throws(CloudError) in try await attempt(call, region: region, input: input)
        }
    }

    func retrying<R>(
        _ tally: CallTally, _ attempt: () async throws(CloudError) -> R
    ) async throws(CloudError) -> R {
        try await retry.run(tally, clock, attempt)
    }

    private func attempt(_ call: AWSCall, region: String, input: JSONObject) async throws(CloudError) -> HTTPResponse {
        let request = try request(call, region: region, input: input)
        let response: HTTPResponse
        do {
            response = try await http.send(request)
        } catch {
            throw failure(call, error, region)
        }
        guard response.status < 300 else {
            throw CloudError(service: call.model.service, operation: call.operation.name, response)
        }
        return response
    }

    /// As ``send(_:region:input:_:)``, once, for answers that hold credentials.
    ///
    /// - Parameter isRepeatable: whether libcurl may send it again on another connection.
    func sendForSecret(
        _ call: AWSCall, region: String, input: JSONObject, isRepeatable: Bool = true
    ) async throws(CloudError) -> SecretHTTPResponse {
        var request = try request(call, region: region, input: input)
        request.isRepeatable = isRepeatable
        do {
            return try await http.sendForSecret(request)
        } catch {
            throw failure(call, error, region)
        }
    }

    private func failure(_ call: AWSCall, _ error: HTTPError, _ region: String) -> CloudError {
        func failure(_ kind: CloudError.Kind, _ code: String) -> CloudError {
            CloudError(service: call.model.service, operation: call.operation.name, kind, code: code)
        }
        switch error {
        case .cancelled: return failure(.transport(error), "Cancelled")
        case .unknownHost where !endpoints.mayHave(call.model, in: region):
            return failure(.notInRegion, "ServiceNotInRegion")
        default: return failure(.transport(error), "NoAnswer")
        }
    }

    private func request(_ call: AWSCall, region: String, input: JSONObject) throws(CloudError) -> HTTPRequest {
        func failure(_ kind: CloudError.Kind, _ code: String) -> CloudError {
            CloudError(service: call.model.service, operation: call.operation.name, kind, code: code)
        }
        let wire: WireRequest
        do {
            wire = try WireRequest(call.operation, call.model, input)
        } catch {
            throw failure(.malformedRequest, "MalformedRequest")
        }
        let place: AWSEndpoints.Place?
        do {
            place = try endpoints.place(of: call.model, region: region)
        } catch {
            throw failure(.malformedRequest, "MalformedEndpoint")
        }
        guard let place else { throw failure(.noEndpoint, "NoSuchEndpoint") }
        do {
            return try Signer(
                credentials: credentials, region: place.signingRegion, service: call.model.signingName
            ).sign(wire, to: place.endpoint, at: wallClock.now())
        } catch {
            throw failure(.transport(error), "NoAnswer")
        }
    }
}
