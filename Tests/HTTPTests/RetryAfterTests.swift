// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTP

/// How long answers ask to wait, RFC 9110 §10.2.3.
struct RetryAfterTests {
    private static let sent = "Mon, 23 Nov 2026 09:00:00 GMT"

    @Test(arguments: [
        ("0", Duration.zero), ("7", .seconds(7)), ("Mon, 23 Nov 2026 09:01:30 GMT", .seconds(90)),
        // It is over already.
        ("Mon, 23 Nov 2026 08:59:00 GMT", .zero),
        ("-1", nil), ("1.5", nil), ("soon", nil), ("", nil), ("99999999999", nil),
        ("Mon, 31 Feb 2026 09:00:00 GMT", nil),
    ])
    func `seconds and dates are understood`(text: String, wait: Duration?) {
        var headers = HTTPHeaders()
        headers.append("Retry-After", text)
        headers.append("Date", Self.sent)
        #expect(headers.retryAfter == wait)
    }

    @Test func `a date says nothing without another`() {
        var headers = HTTPHeaders()
        #expect(headers.retryAfter == nil)
        headers.append("Retry-After", Self.sent)
        #expect(headers.retryAfter == nil)
    }
}
