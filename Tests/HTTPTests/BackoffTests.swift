// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing

/// Full jitter: who fails together does not come again together.
struct BackoffTests {
    private let backoff = Backoff(attempts: 10, delay: .milliseconds(100))

    @Test(arguments: 1...9)
    func `a thousand waits lie anywhere between nothing and their bound`(failures: Int) throws {
        let bound = backoff.ceiling(after: failures)
        let draws = try (0..<1000).map { _ in try #require(backoff.wait(after: failures, asked: nil)) / bound }
        #expect(draws.allSatisfy { (0...1).contains($0) })
        // More than five standard deviations, of a mean of a thousand.
        let mean = draws.reduce(0, +) / 1000
        #expect((0.45...0.55).contains(mean), "\(mean)")
        let tenths = Dictionary(grouping: draws) { min(Int($0 * 10), 9) }
        #expect(tenths.count == 10 && tenths.values.allSatisfy { (50...150).contains($0.count) })
    }

    @Test func `what the far side asks for is waited, and no less`() throws {
        let waits = try (0..<1000).map { _ in try #require(backoff.wait(after: 3, asked: .milliseconds(200))) }
        #expect(waits.allSatisfy { $0 >= .milliseconds(200) && $0 <= .milliseconds(400) })
        #expect(waits.contains(.milliseconds(200)) && waits.contains { $0 > .milliseconds(200) })
    }

    @Test func `behind the last attempt, and for who asks for too much, there is no wait`() {
        #expect(backoff.wait(after: 9, asked: nil) != nil)
        #expect(backoff.wait(after: 10, asked: nil) == nil)
        #expect(backoff.wait(after: 1, asked: Backoff.maximumRetryAfter) == Backoff.maximumRetryAfter)
        #expect(backoff.wait(after: 1, asked: Backoff.maximumRetryAfter + .milliseconds(1)) == nil)
    }
}
