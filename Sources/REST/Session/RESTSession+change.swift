// SPDX-License-Identifier: Apache-2.0
package import Access
import HTTP
import JSON
package import Secrets

extension RESTSession {
    /// Sends a call that changes something, with retries: doing it twice must be doing it once.
    ///
    /// - Parameters:
    ///   - body: in place of the call's own, where it holds what nobody should see.
    ///   - scope: what stands in the path's place.
    package func change(
        _ call: RESTCall, body: SharedSecret? = nil, scope: String
    ) async throws(CloudError) {
        try await retry.run(CallTally(), clock, in: lane(call, scope), operation: call.operation) {
            () async throws(CloudError) in _ = try await once(call, body, scope)
        }
    }

    /// Sends a call once, whatever comes of it, and gives its answer under guard: for what is made anew each time.
    package func create(
        _ call: RESTCall, body: SharedSecret? = nil, scope: String
    ) async throws(CloudError) -> Secret {
        try await once(call, body, scope, isRepeatable: false)
    }

    private func once(
        _ call: RESTCall, _ body: SharedSecret?, _ scope: String, isRepeatable: Bool = true
    ) async throws(CloudError) -> Secret {
        guard permissions.isSuperset(of: call.permissions) else {
            throw failure(call, .undeclared, "UndeclaredOperation")
        }
        guard let path = call.path.fill(nil, scope: scope) else {
            throw failure(call, .malformedRequest, "MalformedPath")
        }
        let target = RESTCall.target(path, call.query(scope: scope))
        var request = HTTPRequest(call.method, try endpoint(of: call), target)
        request.isRepeatable = isRepeatable
        let response: SecretHTTPResponse
        do {
            try request.setHeader("accept", "application/json")
            try request.setHeader("authorization", try await tokens.current().header)
            if let body {
                request.body = .secret(body)
            } else if let body = call.body {
                request.body = .bytes(body.canonical)
            }
            if body != nil || call.body != nil { try request.setHeader("content-type", "application/json") }
            response = try await http.sendForSecret(request)
        } catch let error as HTTPError {
            throw failure(call, .transport(error), error == .cancelled ? "Cancelled" : "NoAnswer")
        } catch {
            throw error as? CloudError ?? failure(call, .refused, "NoToken")
        }
        let (status, headers) = (response.status, response.headers)
        let answer = response.takeBody()
        guard (200..<300).contains(status) else {
            let bytes = answer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
            throw failure(HTTPResponse(status: status, version: "", headers: headers, body: bytes), call)
        }
        return answer
    }

    private func failure(_ call: RESTCall, _ kind: CloudError.Kind, _ code: String) -> CloudError {
        CloudError(service: call.service, operation: call.operation, kind, code: code)
    }
}
