// SPDX-License-Identifier: Apache-2.0
import Access
import Posix
import Secrets
import Synchronization
import TestSupport
import Testing

@testable import REST

/// When tokens are opened, by a clock that the tests move.
struct TokenSourceTests {
    private final class Issuer: Sendable {
        let clock = HeldWallClock(1_700_000_000)
        private let count = Mutex(0)
        private let lifetime: Int64

        init(lifetime: Int64 = 3600) { self.lifetime = lifetime }

        var opened: Int { count.withLock { $0 } }

        func source() -> TokenSource {
            TokenSource(wallClock: clock) { () async throws(CloudError) in
                self.count.withLock { $0 += 1 }
                await Task.yield()
                return BearerToken(
                    .test("token-test-value"),
                    expiration: Timestamp(seconds: self.clock.now().seconds + self.lifetime))
            }
        }
    }

    @Test func `a token is used until shortly before its end`() async throws {
        let issuer = Issuer()
        let source = issuer.source()
        let first = try await source.current()
        issuer.clock.advance(by: 3600 - TokenSource.renewalMargin)
        #expect(try await source.current().serial == first.serial)
        issuer.clock.advance(by: 1)
        #expect(try await source.current().serial != first.serial)
        #expect(issuer.opened == 2)
    }

    @Test func `all who need a new one wait for the same`() async throws {
        let issuer = Issuer()
        let source = issuer.source()
        let serials = await withTaskGroup(of: UInt64?.self) { group in
            for _ in 0..<50 { group.addTask { try? await source.current().serial } }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(serials.count == 1 && issuer.opened == 1)
    }

    @Test func `a refused token is replaced once, for all whom it failed`() async throws {
        let issuer = Issuer()
        let source = issuer.source()
        let first = try await source.current()
        issuer.clock.advance(by: TokenSource.youth)
        let serials = await withTaskGroup(of: UInt64?.self) { group in
            for _ in 0..<50 { group.addTask { try? await source.replacement(for: first)?.serial } }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(serials.count == 1 && serials.first != first.serial && issuer.opened == 2)
    }

    @Test func `a token that is refused in its first minute is not the reason`() async throws {
        let issuer = Issuer()
        let source = issuer.source()
        let first = try await source.current()
        issuer.clock.advance(by: TokenSource.youth - 1)
        #expect(try await source.replacement(for: first) == nil)
        #expect(issuer.opened == 1)
    }

    @Test func `a token that is over as it comes is no token`() async throws {
        let source = Issuer(lifetime: TokenSource.usefulLifetime - 1).source()
        do {
            _ = try await source.current()
            Issue.record("it was taken")
        } catch {
            #expect(error.code == "ExpiresTooSoon")
        }
    }
}
