// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import REST
import Testing

@testable import Azure
@testable import GCP
@testable import HTTP

/// What the clouds say of how soon to come again, in their own ways.
struct QuotaHintTests {
    private func headers(_ fields: [String: String]) -> HTTPHeaders {
        var headers = HTTPHeaders()
        for (name, value) in fields { headers.append(name, value) }
        return headers
    }

    @Test(arguments: [
        (["x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:03"], Duration.seconds(3)),
        (["x-ms-user-quota-remaining": "0"], .seconds(5)),
        (["x-ms-user-quota-remaining": "1", "x-ms-user-quota-resets-after": "00:00:03"], nil),
        (["x-ms-ratelimit-remaining-subscription-reads": "0"], .seconds(1)),
        (["x-ms-ratelimit-remaining-subscription-reads": "11999"], nil), ([:], nil),
    ])
    func `Azure says what is left of a quota`(fields: [String: String], pause: Duration?) {
        #expect(AzureQuota.pause(headers(fields)) == pause)
    }

    @Test(arguments: [
        ("3s", Duration.seconds(3)), ("0.5s", .milliseconds(500)), ("0.0001s", .milliseconds(1)), ("s", nil),
        ("3", nil), ("-1s", nil), ("1e300s", nil), ("nans", nil),
    ])
    func `Google says how long to wait in the body`(text: String, wait: Duration?) {
        let body = """
            {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "\(text)"}]}}
            """
        let response = HTTPResponse(status: 429, version: "HTTP/1.1", headers: headers([:]), body: Array(body.utf8))
        let failure = RESTDialect.gcp.failure(response, "compute", "list")
        #expect(failure.retryAfter == wait && failure.kind == .throttled)
    }
}
