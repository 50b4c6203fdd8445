// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Vault

struct TokenLifeTests {
    @Test(arguments: [(0.0, 800), (1.0, 920), (0.5, 860)])
    func `a token is renewed after two thirds of its life, and a little later`(jitter: Double, seconds: Int) throws {
        var life = TokenLife(.seconds(1200))
        let found = life.wait(jitter: jitter)
        let wait = try #require(found)
        #expect(abs((wait - .seconds(seconds)) / .seconds(1)) < 0.001)
    }

    @Test func `a renewal begins the life anew`() {
        var life = TokenLife(.seconds(1200))
        for _ in 0..<5 {
            #expect(life.wait(jitter: 0) != nil)
            life.granted(.seconds(1200))
        }
        var fresh = TokenLife(.seconds(1200))
        #expect(life.wait(jitter: 0) == fresh.wait(jitter: 0))
    }

    /// Every wait from the first failure on until the token ends.
    private func waits(lifetime: Int, jitter: Double) -> [Duration] {
        var life = TokenLife(.seconds(lifetime))
        var waits: [Duration] = []
        while let wait = life.wait(jitter: jitter) {
            waits.append(wait)
            life.failed()
            if waits.count > 10_000 { break }
        }
        return Array(waits.dropFirst())
    }

    @Test func `failures back off, never for longer than what is left`() {
        let found = waits(lifetime: 3000, jitter: 0)
        #expect(found.prefix(6).map { ($0 / .seconds(1)).rounded() } == [10, 20, 40, 80, 160, 300])
        #expect(found.reduce(.zero, +) < .seconds(1001))
        // Attempts come closer together at the end, down to the shortest wait.
        #expect(found.last.map { $0 >= .seconds(1) } == true)
        #expect(found.count > 8)
    }

    @Test(arguments: [0.0, 0.3, 1.0], [1, 2, 3, 10, 60, 1200, 2_764_800])
    func `every life ends, and no wait is shorter than a second`(jitter: Double, lifetime: Int) {
        let found = waits(lifetime: lifetime, jitter: jitter)
        #expect(found.count < 5000)
        #expect(found.allSatisfy { $0 >= .seconds(1) && $0 <= .seconds(300) })
    }

    @Test func `a token without a future is not renewed`() {
        var life = TokenLife(.zero)
        #expect(life.wait(jitter: 0) == nil)
        var second = TokenLife(.seconds(1))
        #expect(second.wait(jitter: 0) == nil)
    }
}
