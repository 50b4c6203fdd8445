// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Vault

struct TokenLifeTests {
    private func wait(_ step: TokenLife.Step) -> Duration? {
        switch step {
        case .renew(let wait), .logIn(let wait): wait
        case .end: nil
        }
    }

    @Test(arguments: [(0.0, 800), (1.0, 920), (0.5, 860)])
    func `a token is renewed after two thirds of its life, and a little later`(jitter: Double, seconds: Int) throws {
        var life = TokenLife(.seconds(1200))
        let found = wait(life.next(jitter: jitter))
        let wait = try #require(found)
        #expect(abs((wait - .seconds(seconds)) / .seconds(1)) < 0.001)
    }

    @Test func `a renewal begins the life anew`() {
        var life = TokenLife(.seconds(1200))
        for _ in 0..<5 {
            #expect(life.next(jitter: 0) == .renew(after: .seconds(800)))
            life.granted(.seconds(1200))
        }
    }

    @Test func `a renewal that gives less is the last, and a login comes in time`() {
        var life = TokenLife(.seconds(1200), canLogIn: true)
        _ = life.next(jitter: 0)
        life.granted(.seconds(1199))
        #expect(life.next(jitter: 0).isRenewal)
        life.granted(.seconds(600))
        #expect(life.next(jitter: 0) == .logIn(after: .seconds(400)))
        life.failed()
        #expect(life.next(jitter: 0) == .logIn(after: .seconds(10)))
        life.loggedIn(.seconds(1200), isRenewable: true)
        #expect(life.next(jitter: 0) == .renew(after: .seconds(800)))
    }

    @Test func `what cannot be renewed is followed by a login, or ends`() {
        var batch = TokenLife(.seconds(60), isRenewable: false, canLogIn: true)
        #expect(batch.next(jitter: 0) == .logIn(after: .seconds(40)))
        var given = TokenLife(.seconds(60), isRenewable: false)
        #expect(given.next(jitter: 0) == .end)
        var eternal = TokenLife(.zero, isRenewable: true, canLogIn: true)
        #expect(eternal.next(jitter: 0) == .end)
        var forbidden = TokenLife(.seconds(60), canLogIn: true)
        forbidden.refused()
        #expect(forbidden.next(jitter: 0) == .logIn(after: .seconds(40)))
    }

    @Test func `a lost token is replaced at once, and then with patience, without an end`() {
        var life = TokenLife(.seconds(60), canLogIn: true)
        life.lost()
        #expect(life.next(jitter: 0) == .logIn(after: .seconds(1)))
        var waits: [Duration] = []
        for _ in 0..<8 {
            life.failed()
            waits.append(wait(life.next(jitter: 0)) ?? .zero)
        }
        #expect(waits == [10, 20, 40, 80, 160, 300, 300, 300].map { .seconds($0) })
        var given = TokenLife(.seconds(60))
        given.lost()
        #expect(given.next(jitter: 0) == .end)
    }

    /// Every wait from the first failure on until the token ends.
    private func waits(lifetime: Int, jitter: Double) -> [Duration] {
        var life = TokenLife(.seconds(lifetime))
        var waits: [Duration] = []
        while let wait = wait(life.next(jitter: jitter)) {
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

    @Test(arguments: [0.0, 0.3, 1.0], [1, 2, 3, 10, 60, 1200])
    func `no life asks for a login more than once a second`(jitter: Double, lifetime: Int) {
        var life = TokenLife(.seconds(lifetime), isRenewable: false, canLogIn: true)
        for turn in 0..<1000 {
            let found = wait(life.next(jitter: jitter))
            #expect(found.map { $0 >= .seconds(1) } == true)
            if turn % 3 == 0 { life.failed() } else { life.loggedIn(.seconds(lifetime), isRenewable: false) }
        }
    }
}

extension TokenLife.Step {
    fileprivate var isRenewal: Bool {
        if case .renew = self { true } else { false }
    }
}
