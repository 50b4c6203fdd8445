// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import API

struct ConnectionLimitTests {
    private let here = ClientNetwork(of: "192.0.2.1")
    private let there = ClientNetwork(of: "2001:db8::1")

    @Test func `a network has so many places, which are its own`() {
        let limit = ConnectionLimit(2)
        #expect([here, here, here, there, there, there].map(limit.enter) == [true, true, false, true, true, false])
        limit.leave(here)
        #expect([there, here, here].map(limit.enter) == [false, true, false])
    }

    @Test func `what is left is free again, however often`() {
        let limit = ConnectionLimit(1)
        for _ in 0..<100 {
            #expect(limit.enter(here))
            #expect(!limit.enter(ClientNetwork(of: "::ffff:192.0.2.1")))
            limit.leave(here)
        }
    }
}
