// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

@testable import Vault

/// OpenBao's quotas and namespaces.
struct LimitTests {
    @Test func `a quota is waited out, for as long as Vault says where it says so`() async throws {
        let lab = try await Lab(["--only", "bao", "--no-seed"])
        let bench = try Bench(lab)
        let mount = try await bench.mount(.v1)
        try await lab.bao("POST", "\(mount.path)/x", ["a": "b"], mustSucceed: true)
        func allow(oneIn interval: String) async throws {
            try await lab.bao(
                "POST", "sys/quotas/rate-limit/test",
                ["rate": 1, "interval": .string(interval), "path": .string(mount.path)], mustSucceed: true)
        }
        // Longer than a machine with much to do takes for four requests.
        try await allow(oneIn: "10m")
        let clock = LeapingClock()
        let session = try await bench.client(clock: clock).login(bench.token(), journal: bench.journal)
        func read() async throws {
            _ = try await session.read("x", from: mount, try bench.journal.reading(mount.target(of: "x")))
        }
        _ = try await read()
        // Two waits by the client's own rule, on a clock that does not take any time, and the quota still holds.
        await #expect(throws: VaultError.rateLimited(path: "\(mount.path)/x", retryAfter: nil)) { try await read() }
        #expect(clock.slept.count == 2)
        #expect(clock.slept.allSatisfy { $0 >= .seconds(1) && $0 <= .seconds(3) })

        try await lab.bao(
            "POST", "sys/quotas/config", ["enable_rate_limit_response_headers": true], mustSucceed: true)
        try await allow(oneIn: "3s")
        let patient = try await bench.client().login(bench.token(), journal: bench.journal)
        let before = ContinuousClock.now
        _ = try await patient.read("x", from: mount, try bench.journal.reading(mount.target(of: "x")))
        _ = try await patient.read("x", from: mount, try bench.journal.reading(mount.target(of: "x")))
        // Two requests in one interval are one too many, so at least one of them waited into the next.
        #expect(ContinuousClock.now - before > .milliseconds(500))
    }

    @Test func `the client keeps its own limit too`() async throws {
        let bench = try await Bench.shared()
        let clock = LeapingClock()
        let client = try bench.client(environment: ["VAULT_RATE_LIMIT": "2:1"], clock: clock)
        for _ in 0..<4 { _ = try await client.health() }
        #expect(clock.slept == [.milliseconds(500), .milliseconds(500), .milliseconds(500)])
    }

    @Test func `giving the token back waits for no limit, and health asks no namespace`() async throws {
        let bench = try await Bench.shared()
        let clock = LeapingClock()
        let session = try await bench.client(environment: ["VAULT_RATE_LIMIT": "0.1:1"], clock: clock)
            .login(bench.appRole, journal: bench.journal)
        try await session.revoke()
        #expect(clock.slept.isEmpty)
        #expect(try await bench.client(environment: ["VAULT_NAMESPACE": "nosuch"]).health().state == .active)
        await #expect(throws: VaultError.setting(name: "vault.namespace", problem: "names none that is there")) {
            try await bench.client(environment: ["VAULT_NAMESPACE": "nosuch"]).login(
                bench.appRole, journal: bench.journal)
        }
    }

    @Test func `a namespace has secrets and logins of its own`() async throws {
        let lab = try await Lab(["--only", "bao", "--no-seed"])
        let bench = try Bench(lab)
        try await lab.bao("POST", "sys/namespaces/team1", [:], mustSucceed: true)
        try await lab.bao(
            "POST", "team1/sys/mounts/kv", ["type": "kv", "options": ["version": "2"]], mustSucceed: true)
        try await lab.bao("POST", "team1/kv/data/x", ["data": ["a": "of team1"]], mustSucceed: true)
        let mount = KVMount(path: "kv", version: .v2)
        func read(_ environment: [String: String]) async throws -> String {
            let client = try bench.client(environment: environment)
            let session = try await client.login(bench.token(), journal: bench.journal)
            return try await session.read("x", from: mount, try bench.journal.reading("kv/x")).text("a")
        }
        #expect(try await read(["VAULT_NAMESPACE": "team1"]) == "of team1")
        #expect(try await read(["BAO_NAMESPACE": "team1/"]) == "of team1")
        await #expect(throws: VaultError.missing(path: "kv/data/x")) { try await read([:]) }
        await #expect(throws: VaultError.self) { try await read(["VAULT_NAMESPACE": "team2"]) }
    }
}
