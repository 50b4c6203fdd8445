// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Vault

struct VaultRetryTests {
    @Test(arguments: [
        (VaultError.unexpectedStatus(path: "p", status: 412), true, true),
        (.unexpectedStatus(path: "p", status: 500), true, false),
        (.unexpectedStatus(path: "p", status: 502), true, false),
        (.unavailable(path: "p", retryAfter: nil), true, true),
        (.unavailable(path: "p", retryAfter: .seconds(3600)), false, false),
        (.unexpectedStatus(path: "p", status: 400), false, false),
        (.unexpectedStatus(path: "p", status: 405), false, false),
        (.unexpectedStatus(path: "p", status: 307), false, false),
        (.rateLimited(path: "p", retryAfter: nil), true, true),
        (.rateLimited(path: "p", retryAfter: .seconds(3600)), false, false), (.sealed, false, false),
        (.notInitialized, false, false), (.permissionDenied(path: "p"), false, false),
        (.tokenInvalid(path: "p"), false, false), (.missing(path: "p"), false, false),
        (.versionMismatch(path: "p"), false, false),
        (.unreachable(.unreachable(host: "h", reason: "r")), true, true),
        (.unreachable(.unknownHost(host: "h")), true, true),
        (.unreachable(.timedOut(host: "h")), true, false),
        (.unreachable(.interrupted(host: "h", reason: "r")), true, false),
        (.unreachable(.tls(host: "h", reason: "r")), false, false), (.unreachable(.cancelled), false, false),
        (.unreachable(.malformedHeader(name: "n")), false, false),
    ])
    func `what may pass is tried again, and a write only where it was refused`(
        error: VaultError, ifRepeatable: Bool, ifNot: Bool
    ) {
        let retry = VaultRetry()
        #expect((retry.wait(after: error, isRepeatable: true, failures: 1, jitter: 0.5) != nil) == ifRepeatable)
        #expect((retry.wait(after: error, isRepeatable: false, failures: 1, jitter: 0.5) != nil) == ifNot)
    }

    @Test func `waits grow by the attempt, with jitter, and end`() throws {
        let error = VaultError.unexpectedStatus(path: "p", status: 500)
        func wait(_ retry: VaultRetry, _ failures: Int, _ jitter: Double) -> Duration? {
            retry.wait(after: error, isRepeatable: true, failures: failures, jitter: jitter)
        }
        #expect(wait(VaultRetry(), 1, 0) == .seconds(1))
        #expect(wait(VaultRetry(), 2, 1) == .seconds(3))
        #expect(wait(VaultRetry(), 3, 0) == nil)
        #expect(wait(VaultRetry(retries: 0), 1, 0) == nil)
        let own = try VaultRetry(
            VaultEnvironment([
                "VAULT_MAX_RETRIES": "4", "BAO_RETRY_WAIT_MIN": "100", "VAULT_RETRY_WAIT_MAX": "300",
            ]))
        #expect(wait(own, 4, 1) == .milliseconds(1200))
        #expect(wait(own, 5, 1) == nil)
    }

    private func lookUp(_ answers: String, retries: Int = 2) async throws -> (
        result: Result<Void, any Error>, LeapingClock
    ) {
        let clock = LeapingClock()
        let settings = VaultConnection.Settings(
            address: "\(try await Peer.shared().address)/vault/\(answers)/\(UUID().uuidString)")
        let bench = try await Bench.shared()
        let client = try bench.client(settings, environment: ["VAULT_MAX_RETRIES": "\(retries)"], clock: clock)
        do {
            _ = try await client.login(bench.token("s.token"), journal: bench.journal)
            return (.success(()), clock)
        } catch {
            return (.failure(error), clock)
        }
    }

    @Test func `the time that a server asks for is the time that it gets`() async throws {
        let (result, clock) = try await lookUp("429/7")
        #expect(throws: Never.self) { try result.get() }
        #expect(clock.slept == [.seconds(7), .seconds(7)])
    }

    @Test(arguments: ["412/-", "500/-", "502/-"])
    func `a server that recovers is asked again`(answers: String) async throws {
        let (result, clock) = try await lookUp(answers)
        #expect(throws: Never.self) { try result.get() }
        #expect(clock.slept.count == 2)
    }

    @Test func `when no attempt is left the failure is told`() async throws {
        let (result, clock) = try await lookUp("429/7", retries: 1)
        #expect(throws: VaultError.rateLimited(path: "auth/token/lookup-self", retryAfter: .seconds(7))) {
            try result.get()
        }
        #expect(clock.slept == [.seconds(7)])
    }
}
