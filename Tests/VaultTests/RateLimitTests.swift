// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Vault

struct RateLimitTests {
    @Test func `requests beyond the burst wait for their turn`() throws {
        var limit = try #require(RateLimit("2:3"))
        let waits = (0..<6).map { _ in limit.wait(at: .zero) }
        #expect(waits == [.zero, .zero, .zero, .milliseconds(500), .seconds(1), .milliseconds(1500)])
        // The line is served before the bucket fills again.
        #expect(limit.wait(at: .seconds(2)) == .zero)
        #expect(limit.wait(at: .seconds(2)) == .milliseconds(500))
        #expect((0..<3).map { _ in limit.wait(at: .seconds(3600)) } == [.zero, .zero, .zero])
    }

    @Test(arguments: ["", "x", "0", "-1", "1:0", "1:2:3", "nan", "inf", "1e9", ":5"])
    func `nonsense is no limit`(text: String) { #expect(RateLimit(text) == nil) }

    @Test func `the burst is the rate where it is not given`() {
        #expect(RateLimit("5")?.burst == 5)
        #expect(RateLimit("0.5")?.burst == 1)
    }
}
