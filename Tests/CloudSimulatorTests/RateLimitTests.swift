// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

struct RateLimitTests {
    private static let start = ContinuousClock.now

    private func request(_ path: String) -> Request {
        Request(method: "GET", path: "/host\(path)", query: "", headers: [], body: [])
    }

    /// How the requests that come at these milliseconds are answered; 200 stands for those that pass.
    private func statuses(_ json: JSONValue, _ path: String = "/a/b", at times: [Int]) throws -> [Int] {
        var limit = try #require(RateLimit(json, now: Self.start))
        return times.map { time in
            limit.refusal(of: request(path), now: Self.start + .milliseconds(time))?.status ?? 200
        }
    }

    @Test func `a window takes so many at once, and no more until the next`() throws {
        let times = [0, 0, 1, 99, 100, 100, 101, 350, 351, 399, 400]
        #expect(
            try statuses(["path": "/a/.*", "count": 2, "window": 100], at: times) == [
                200, 200, 429, 429, 200, 200, 429, 200, 200, 429, 200,
            ])
    }

    @Test func `a bucket fills steadily`() throws {
        let times = [0, 0, 0, 400, 500, 900, 1000, 5000, 5000, 5000]
        #expect(
            try statuses(["path": "/a/b", "per_second": 2], at: times) == [
                200, 200, 429, 429, 200, 429, 200, 200, 200, 429,
            ])
    }

    @Test func `other paths pass`() throws {
        #expect(try statuses(["path": "/a", "count": 1, "window": 100], at: [0, 0, 0]) == [200, 200, 200])
    }

    @Test(
        arguments: [
            ["path": "/a"], ["per_second": 1], ["path": "(", "per_second": 1], ["path": "/a", "count": 1],
            ["path": "/a", "count": 0, "window": 10],
        ] as [JSONValue])
    func `nonsense is refused`(json: JSONValue) { #expect(RateLimit(json) == nil) }
}
