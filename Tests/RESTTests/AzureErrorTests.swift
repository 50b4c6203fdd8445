// SPDX-License-Identifier: Apache-2.0
import Access
import Testing

@testable import Azure

struct AzureErrorTests {
    @Test(arguments: [
        (#"{"error":{"code":"AuthorizationFailed","message":"m"}}"#, "AuthorizationFailed"),
        (#"{"code":"SubscriptionNotFound","message":"m"}"#, "SubscriptionNotFound"),
        (#"{"Code":"Forbidden","Message":"m"}"#, "Forbidden"),
        (#"{"error":{"code":"a sentence, not a word"}}"#, nil), (#"{"error":{"code":""}}"#, nil),
        (#"{"error":"invalid_client"}"#, nil), (#"{"error":{"code":"\#(String(repeating: "x", count: 101))"}}"#, nil),
        ("<html>Bad gateway</html>", nil), ("", nil), ("[]", nil),
    ])
    func `the code is found, and nothing that is none`(body: String, code: String?) {
        #expect(CloudError.azureCode(Array(body.utf8).span) == code)
    }

    @Test(arguments: [
        ("AuthorizationFailed", 403, CloudError.Kind.denied), ("LinkedAuthorizationFailed", 403, .denied),
        // Some providers answer with their own status.
        ("Forbidden", 400, .denied), ("AuthorizationFailed", 404, .denied), ("HTTP403", 403, .denied),
        ("RequestDisallowedByPolicy", 403, .denied),
        ("MissingSubscriptionRegistration", 409, .notEnabled), ("SubscriptionNotRegistered", 400, .notEnabled),
        ("TooManyRequests", 429, .throttled), ("TooManyRequests", 503, .throttled), ("HTTP429", 429, .throttled),
        ("SubscriptionRequestsThrottled", 429, .throttled), ("OperationNotAllowed", 429, .throttled),
        ("InvalidAuthenticationToken", 401, .credentials), ("ExpiredAuthenticationToken", 401, .credentials),
        ("HTTP401", 401, .credentials),
        ("InternalServerError", 500, .unavailable), ("HTTP502", 502, .unavailable),
        ("ServerTimeout", 503, .unavailable),
        ("GatewayTimeout", 504, .unavailable), ("HTTP408", 408, .unavailable),
        ("NoRegisteredProviderFound", 400, .refused), ("SubscriptionNotFound", 404, .refused),
        ("ResourceGroupNotFound", 404, .refused), ("ReadOnlyDisabledSubscription", 409, .refused),
        ("HTTP302", 302, .refused), ("HTTP418", 418, .refused),
    ])
    func `codes are sorted`(code: String, status: Int, kind: CloudError.Kind) {
        #expect(CloudError.azureKind(code: code, status: status) == kind)
    }
}
