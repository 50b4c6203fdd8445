// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

@testable import Vault

/// The life of tokens against OpenBao, on a clock that leaps.
struct KeepAliveTests {
    /// What a keeper reported until it had slept so often.
    private func keep(
        _ session: VaultSession, sleeps: Int, clock: LeapingClock
    ) async -> [VaultError] {
        let reports = Reports()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await session.keepAlive(clock: clock) { error in reports.append(error) }
            }
            await clock.slept(times: sleeps)
            group.cancelAll()
        }
        return reports.all
    }

    @Test func `a token is renewed at two thirds of its life, again and again`() async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session(bench.appRole)
        let (first, clock) = (session.token, LeapingClock())
        #expect(await keep(session, sleeps: 3, clock: clock).isEmpty)
        #expect(clock.slept.prefix(3).allSatisfy { $0 >= .seconds(800) && $0 <= .seconds(920) })
        #expect(session.token.accessor == first.accessor)
        try await session.revoke()
    }

    /// An AppRole of its own, with the files that it logs in by.
    private func appRole(_ bench: Bench, _ parameters: JSONValue) async throws -> LoginMethod {
        let name = "role-\(UUID().uuidString.lowercased())"
        try await bench.lab.bao("POST", "auth/approle/role/\(name)", parameters, mustSucceed: true)
        let role = try await bench.lab.bao("GET", "auth/approle/role/\(name)/role-id", mustSucceed: true)
        let secret = try await bench.lab.bao("POST", "auth/approle/role/\(name)/secret-id", [:], mustSucceed: true)
        return .appRole(
            mount: "approle", roleID: .held(.test(role["data"]?["role_id"]?.string ?? "")),
            secretID: .plain(.held(.test(secret["data"]?["secret_id"]?.string ?? ""))))
    }

    @Test(.timeLimit(.minutes(20)))
    func `near its maximum life a token is followed by a new one, and given back`() async throws {
        let bench = try await Bench.shared()
        let method = try await appRole(bench, ["token_ttl": "12s", "token_explicit_max_ttl": "18s"])
        let session = try await bench.session(method)
        let first = session.token
        let reports = Reports()
        // On the real clock, because OpenBao's cannot leap: renewed after eight seconds, replaced after thirteen.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await session.keepAlive(clock: ContinuousClock()) { error in reports.append(error) }
            }
            while session.token.accessor == first.accessor {
                try await Task.sleep(for: .milliseconds(100))
            }
            group.cancelAll()
        }
        // On a machine with no time at all the maximum may pass between two steps, which is then told.
        #expect(reports.all.allSatisfy { $0 == .tokenInvalid(path: "auth/token/renew-self") }, "\(reports.all)")
        await #expect(throws: VaultError.tokenInvalid(path: "auth/token/lookup-self")) {
            try await session.client.lookUp(first)
        }
        try await session.revoke()
    }

    @Test func `a batch token is never renewed but followed by a new one`() async throws {
        let bench = try await Bench.shared()
        let method = try await appRole(bench, ["token_ttl": "60s", "token_type": "batch"])
        let session = try await bench.session(method)
        let (first, clock) = (session.token, LeapingClock())
        #expect(!first.isRenewable)
        #expect(await keep(session, sleeps: 2, clock: clock).isEmpty)
        #expect(session.token.secret != first.secret)
        #expect(clock.slept.prefix(2).allSatisfy { $0 >= .seconds(40) && $0 <= .seconds(46) })
    }

    @Test func `a token from a file that has no newer one is kept, not given back`() async throws {
        let bench = try await Bench.shared()
        let made = try await bench.lab.bao(
            "POST", "auth/token/create", ["ttl": "10m", "renewable": false, "policies": ["default"]], mustSucceed: true)
        let directory = try TemporaryDirectory()
        let file = try directory.write("token", made["auth"]?["client_token"]?.string ?? "")
        let session = try await bench.session(.token(.file(path: file)))
        let clock = LeapingClock()
        #expect(await keep(session, sleeps: 4, clock: clock).isEmpty)
        #expect(try await session.facts().lifetime > .seconds(500))
        #expect(clock.slept[1] >= .seconds(7))
        try await session.revoke()
    }

    @Test func `a revoked token is noticed at the renewal and followed by a new one`() async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session(bench.appRole)
        let (first, clock) = (session.token, LeapingClock())
        try await session.client.revoke(first)
        let reports = await keep(session, sleeps: 3, clock: clock)
        #expect(reports == [.tokenInvalid(path: "auth/token/renew-self")])
        #expect(session.token.accessor != first.accessor)
        #expect(clock.slept[1] == .seconds(1))
        try await session.revoke()
    }

    @Test func `a token that was given and revoked is reported and left`() async throws {
        let bench = try await Bench.shared()
        let made = try await bench.lab.bao("POST", "auth/token/create", ["ttl": "10m", "policies": ["default"]])
        let session = try await bench.session(bench.token(made["auth"]?["client_token"]?.string ?? ""))
        try await session.client.revoke(session.token)
        let clock = LeapingClock()
        let reports = Reports()
        try await session.keepAlive(clock: clock) { error in reports.append(error) }
        #expect(reports.all == [.tokenInvalid(path: "auth/token/renew-self")])
        #expect(clock.slept.count == 1)
    }
}

/// What a keeper reported.
private final class Reports: Sendable {
    private let errors = Mutex<[VaultError]>([])

    var all: [VaultError] { errors.withLock { $0 } }

    func append(_ error: VaultError) { errors.withLock { $0.append(error) } }
}
