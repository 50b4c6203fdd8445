// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import Testing

@testable import AWS

struct CloudErrorTests {
    @Test(arguments: [
        (
            "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>m</Message></Error></Errors>"
                + "<RequestID>id-1</RequestID></Response>", "UnauthorizedOperation", "id-1"
        ),
        (
            "<?xml version='1.0'?><Error><Code>NoSuchBucket</Code><RequestId>id-2</RequestId></Error>", "NoSuchBucket",
            "id-2"
        ),
        (
            "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code></Error><RequestId>id-3</RequestId>"
                + "</ErrorResponse>", "ExpiredToken", "id-3"
        ),
        (#"{"__type":"com.amazon.coral.service#AccessDeniedException","message":"m"}"#, "AccessDeniedException", nil),
        (#"{"code":"Throttling"}"#, "Throttling", nil),
        (#"{"__type":"NotFoundException:http://internal.amazon.com/coral/x"}"#, "NotFoundException", nil),
        ("<html><body>Bad gateway</body></html>", nil, nil),
        ("", nil, nil),
        ("<Error><Code>not a word, but a sentence with a secret</Code></Error>", nil, nil),
    ])
    func `the code is found in any format`(body: String, code: String?, requestID: String?) {
        let found = ErrorBody(Array(body.utf8).span)
        #expect(found.code == code)
        #expect(found.requestID == requestID)
    }

    @Test(arguments: [
        ("AccessDenied", 403, CloudError.Kind.denied), ("UnauthorizedOperation", 403, .denied),
        ("HTTP403", 403, .denied),
        ("ExpiredToken", 400, .credentials), ("RequestExpired", 400, .credentials), ("AuthFailure", 401, .credentials),
        ("SignatureDoesNotMatch", 403, .credentials), ("InvalidClientTokenId", 403, .credentials),
        ("RequestLimitExceeded", 503, .throttled), ("SlowDown", 503, .throttled), ("HTTP429", 429, .throttled),
        ("Throttling", 400, .throttled), ("InternalError", 500, .unavailable), ("HTTP502", 502, .unavailable),
        ("NoSuchTagSet", 404, .refused), ("HTTP302", 302, .refused),
    ])
    func `codes are sorted`(code: String, status: Int, kind: CloudError.Kind) {
        #expect(CloudError.kind(code: code, status: status) == kind)
    }

    @Test func `back-off doubles up to its bound`() {
        let retry = Backoff(attempts: 20, delay: .seconds(1))
        #expect((1...6).map { retry.ceiling(after: $0) } == [1, 2, 4, 8, 16, 20].map { .seconds($0) })
        #expect(retry.ceiling(after: 1_000_000) == .seconds(20))
    }
}
