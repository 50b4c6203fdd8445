// SPDX-License-Identifier: Apache-2.0
import Access
import REST
import Testing

@testable import GCP
@testable import HTTP

struct GCPErrorTests {
    private static func disabled(_ metadata: String) -> String {
        """
        {"error": {"code": 403, "status": "PERMISSION_DENIED", "details": [
            {"@type": "type.googleapis.com/google.rpc.Help", "reason": "not this"},
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED", \(metadata)}]}}
        """
    }

    @Test(arguments: [
        (disabled(#""metadata": {"consumer": "projects/123"}"#), "SERVICE_DISABLED", "123"),
        (disabled(#""metadata": {"consumer": "demo-project"}"#), "SERVICE_DISABLED", "demo-project"),
        (disabled(#""metadata": {}"#), "SERVICE_DISABLED", nil),
        (#"{"error":{"code":403,"status":"PERMISSION_DENIED","message":"m"}}"#, "PERMISSION_DENIED", nil),
        (#"{"error":{"code":403,"errors":[{"reason":"rateLimitExceeded"}]}}"#, "rateLimitExceeded", nil),
        (#"{"error":"invalid_grant","error_description":"m"}"#, "invalid_grant", nil),
        (#"{"error":{"status":"a sentence with a secret"}}"#, nil, nil), (#"{"error":{}}"#, nil, nil),
        ("<html>Bad gateway</html>", nil, nil), ("", nil, nil), ("[]", nil, nil),
    ])
    func `the most exact word is found, and whom it concerns`(body: String, code: String?, consumer: String?) {
        let found = GCPErrorBody(Array(body.utf8).span)
        #expect(found.code == code)
        #expect(found.consumer == consumer)
    }

    @Test(arguments: [
        ("SERVICE_DISABLED", 403, CloudError.Kind.notEnabled), ("accessNotConfigured", 403, .notEnabled),
        // Quotas of the older services come as refusals.
        ("rateLimitExceeded", 403, .throttled), ("userRateLimitExceeded", 403, .throttled),
        ("quotaExceeded", 403, .throttled), ("RATE_LIMIT_EXCEEDED", 429, .throttled),
        ("RESOURCE_EXHAUSTED", 429, .throttled), ("HTTP429", 429, .throttled),
        ("PERMISSION_DENIED", 403, .denied), ("forbidden", 403, .denied), ("HTTP403", 403, .denied),
        ("IAM_PERMISSION_DENIED", 403, .denied), ("SECURITY_POLICY_VIOLATED", 403, .denied),
        ("UNAUTHENTICATED", 401, .credentials), ("authError", 401, .credentials), ("HTTP401", 401, .credentials),
        ("INTERNAL", 500, .unavailable), ("backendError", 503, .unavailable), ("UNAVAILABLE", 503, .unavailable),
        ("DEADLINE_EXCEEDED", 504, .unavailable), ("HTTP408", 408, .unavailable),
        ("NOT_FOUND", 404, .refused), ("INVALID_ARGUMENT", 400, .refused), ("FAILED_PRECONDITION", 400, .refused),
        ("invalid_grant", 400, .refused), ("HTTP302", 302, .refused),
    ])
    func `codes are sorted`(code: String, status: Int, kind: CloudError.Kind) {
        #expect(CloudError.gcpKind(code: code, status: status) == kind)
    }

    @Test(arguments: [
        (#""metadata": {"consumer": "projects/123"}"#, CloudError.Kind.notEnabled), (#""metadata": {}"#, .refused),
    ])
    func `a service that is enabled nobody knows where is not taken for the project's`(
        metadata: String, kind: CloudError.Kind
    ) {
        let response = HTTPResponse(
            status: 403, version: "1.1", headers: HTTPHeaders(), body: Array(Self.disabled(metadata).utf8))
        #expect(RESTDialect.gcp.failure(response, "compute", "list").kind == kind)
    }
}
