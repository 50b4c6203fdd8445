// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import API

struct RequestLimitTests {
    private let clock = LeapingClock()
    private let a = ClientNetwork(of: "192.0.2.1")
    private let b = ClientNetwork(of: "2001:db8::1")

    private func network(_ number: Int) -> ClientNetwork {
        ClientNetwork(of: "10.0.\(number / 256).\(number % 256)")
    }

    private func pass(_ duration: Duration) async throws { try await clock.sleep(for: duration) }

    @Test func `so many go at once, and then as many as time allows`() async throws {
        let limit = RequestLimit(perMinute: 60, clock: clock)
        for _ in 0..<60 { #expect(limit.wait(for: a) == nil) }
        #expect(limit.wait(for: a) == 1)
        try await pass(.milliseconds(999))
        #expect(limit.wait(for: a) == 1)
        try await pass(.milliseconds(1))
        #expect(limit.wait(for: a) == nil)
        #expect(limit.wait(for: a) == 1)
    }

    @Test func `what is refused costs nothing`() async throws {
        let limit = RequestLimit(perMinute: 2, clock: clock)
        for _ in 0..<2 { #expect(limit.wait(for: a) == nil) }
        for _ in 0..<1000 { #expect(limit.wait(for: a) == 30) }
        try await pass(.seconds(30))
        #expect(limit.wait(for: a) == nil)
        #expect(limit.wait(for: a) == 30)
    }

    @Test func `silence saves up a minute, and no more`() async throws {
        let limit = RequestLimit(perMinute: 3, clock: clock)
        try await pass(.seconds(86_400))
        for _ in 0..<3 { #expect(limit.wait(for: a) == nil) }
        #expect(limit.wait(for: a) == 20)
    }

    @Test func `one client's haste is not another's`() {
        let limit = RequestLimit(perMinute: 1, clock: clock)
        #expect(limit.wait(for: a) == nil)
        #expect(limit.wait(for: a) == 60)
        #expect(limit.wait(for: b) == nil)
    }

    @Test func `clients without number are remembered no longer than they must be`() async throws {
        let limit = RequestLimit(perMinute: 1, clock: clock)
        for client in 0..<4096 { #expect(limit.wait(for: network(client)) == nil) }
        // All of them have sent; whoever comes now is one too many, and those who are known are known still.
        #expect(limit.wait(for: b) == 60)
        #expect(limit.wait(for: network(0)) == 60)
        try await pass(.seconds(60))
        #expect(limit.wait(for: b) == nil)
        #expect(limit.wait(for: network(0)) == nil)
    }
}
