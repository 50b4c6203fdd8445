// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Vault

struct VaultRetryTests {
    @Test(arguments: [
        (VaultError.unexpectedStatus(path: "p", status: 412), true), (.unexpectedStatus(path: "p", status: 500), true),
        (.unexpectedStatus(path: "p", status: 502), true), (.unexpectedStatus(path: "p", status: 503), true),
        (.unexpectedStatus(path: "p", status: 400), false), (.unexpectedStatus(path: "p", status: 405), false),
        (.unexpectedStatus(path: "p", status: 307), false), (.rateLimited(path: "p", retryAfter: nil), true),
        (.rateLimited(path: "p", retryAfter: .seconds(3600)), false), (.sealed, false), (.notInitialized, false),
        (.permissionDenied(path: "p"), false), (.tokenInvalid(path: "p"), false), (.missing(path: "p"), false),
        (.unreachable(.unreachable(host: "h", reason: "r")), true), (.unreachable(.timedOut(host: "h")), true),
        (.unreachable(.tls(host: "h", reason: "r")), false), (.unreachable(.cancelled), false),
        (.unreachable(.malformedHeader(name: "n")), false),
    ])
    func `what may pass is tried again`(error: VaultError, isRetried: Bool) {
        let wait = VaultRetry(retries: 2).wait(after: error, isRead: true, failures: 1, jitter: 0.5)
        #expect((wait != nil) == isRetried)
    }

    @Test(arguments: [HTTPError.timedOut(host: "h"), .interrupted(host: "h", reason: "r")])
    func `a write whose outcome is unknown is not repeated`(error: HTTPError) {
        let retry = VaultRetry(retries: 2)
        #expect(retry.wait(after: .unreachable(error), isRead: false, failures: 1, jitter: 0) == nil)
        #expect(retry.wait(after: .unreachable(error), isRead: true, failures: 1, jitter: 0) == .seconds(1))
    }

    @Test func `waits grow by the attempt, with jitter, and end`() {
        let retry = VaultRetry(retries: 2)
        let error = VaultError.unexpectedStatus(path: "p", status: 500)
        #expect(retry.wait(after: error, isRead: true, failures: 1, jitter: 0) == .seconds(1))
        #expect(retry.wait(after: error, isRead: true, failures: 2, jitter: 1) == .seconds(3))
        #expect(retry.wait(after: error, isRead: true, failures: 3, jitter: 0) == nil)
        #expect(VaultRetry(retries: 0).wait(after: error, isRead: true, failures: 1, jitter: 0) == nil)
    }

    private func lookUp(_ answers: String, retries: Int = 2) async throws -> (
        result: Result<Void, any Error>, LeapingClock
    ) {
        let clock = LeapingClock()
        let address = try VaultAddress(
            address: "\(try await Peer.shared().address)/vault/\(answers)/\(UUID().uuidString)", namespace: nil,
            authorities: nil)
        let directory = try TemporaryDirectory()
        let method = LoginMethod.tokenFile(path: try directory.write("token", "s.token"))
        let client = try VaultClient(address, retry: VaultRetry(retries: retries), clock: clock)
        do {
            _ = try await client.login(method, try Announcements().login(method))
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
