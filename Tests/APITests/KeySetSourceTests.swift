// SPDX-License-Identifier: Apache-2.0
import Agent
import HTTP
import JSON
import Logging
import TestSupport
import Testing

@testable import API

/// When the issuer is asked: its answers are scripted, so that each answer that was not asked for shows.
struct KeySetSourceTests {
    private let clock = LeapingClock()
    private let log = HeardLog()
    private static let old = PublishedKeys.key(PublishedKeys.rsa, ["kid": "old"])
    private static let new = PublishedKeys.key(PublishedKeys.ed, ["kid": "new"])

    private func source(_ answers: [Peer.Answer]) async throws -> KeySetSource {
        let address = try await Peer.shared().scripted(answers)
        return try KeySetSource(try Endpoint(address), authorities: nil, clock: clock, logger: log.logger)
    }

    private func has(_ source: KeySetSource, _ algorithm: TokenHeader.Algorithm, _ id: String) async throws -> Bool {
        let header = try PublishedKeys.header(algorithm, id)
        return try await source.keys(for: header).key(header) != nil
    }

    @Test func `an issuer that is down is asked again when it has had its rest`() async throws {
        let source = try await source([.init(503, ""), .init(PublishedKeys.text(Self.old))])
        for _ in 0..<3 {
            await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") }
        }
        try await clock.sleep(for: KeySetSource.pause - .milliseconds(1))
        await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") }
        try await clock.sleep(for: .milliseconds(1))
        #expect(try await has(source, .rs256, "old"))
    }

    @Test(arguments: [
        Peer.Answer("no JSON"), Peer.Answer(#"{"keys":1}"#), Peer.Answer(404, #"{"keys":[]}"#),
        Peer.Answer(302, "", headers: ["Location": "/elsewhere"]),
    ])
    func `an answer that is no key set is none`(_ answer: Peer.Answer) async throws {
        let source = try await source([answer])
        await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") }
    }

    @Test func `a new key is picked up, and keys that nobody has do not tire the issuer`() async throws {
        let source = try await source([
            .init(PublishedKeys.text(Self.old)), .init(PublishedKeys.text(Self.old, Self.new)),
            .init(PublishedKeys.text(Self.new)),
        ])
        #expect(try await has(source, .rs256, "old"))
        for id in 0..<100 { #expect(try await !has(source, .rs256, "\(id)")) }
        #expect(try await !has(source, .eddsa, "new"))
        try await clock.sleep(for: KeySetSource.pause)
        #expect(try await has(source, .eddsa, "new"))
        // The third answer, which has the old key no more, was not asked for.
        for id in 0..<100 { #expect(try await !has(source, .rs256, "\(id)")) }
        #expect(try await has(source, .rs256, "old"))
    }

    @Test func `a key that its issuer has taken back is good for an hour at most`() async throws {
        let source = try await source([
            .init(PublishedKeys.text(Self.old)), .init(PublishedKeys.text(Self.new)),
        ])
        #expect(try await has(source, .rs256, "old"))
        try await clock.sleep(for: KeySetSource.freshness)
        #expect(try await has(source, .rs256, "old"))
        try await clock.sleep(for: .milliseconds(1))
        #expect(try await !has(source, .rs256, "old"))
        #expect(try await has(source, .eddsa, "new"))
    }

    @Test func `keys outlast an issuer that is down, for a day`() async throws {
        let source = try await source([
            .init(PublishedKeys.text(Self.old)), .init(500, ""), .init("no JSON"), .init(PublishedKeys.text(Self.old)),
        ])
        #expect(try await has(source, .rs256, "old"))
        try await clock.sleep(for: KeySetSource.freshness * 2)
        #expect(try await has(source, .rs256, "old"))
        try await clock.sleep(for: KeySetSource.maximalAge - KeySetSource.freshness * 2)
        #expect(try await has(source, .rs256, "old"))
        // Asked a moment ago, so that it is not asked now.
        try await clock.sleep(for: .milliseconds(1))
        await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") }
        try await clock.sleep(for: KeySetSource.pause)
        #expect(try await has(source, .rs256, "old"))
    }

    @Test func `a key that nobody knows is not refused by keys that are too old`() async throws {
        let source = try await source([.init(PublishedKeys.text(Self.old)), .init(500, "")])
        #expect(try await !has(source, .eddsa, "new"))
        try await clock.sleep(for: KeySetSource.maximalAge + .milliseconds(1))
        await #expect(throws: TokenRefusal.noKeys) { try await has(source, .eddsa, "new") }
    }

    @Test func `each attempt that fails is warned of, with its cause`() async throws {
        let source = try await source([.init(503, ""), .init("no JSON"), .init(PublishedKeys.text(Self.old))])
        for _ in 0..<5 { await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") } }
        try await clock.sleep(for: KeySetSource.pause)
        await #expect(throws: TokenRefusal.noKeys) { try await has(source, .rs256, "old") }
        try await clock.sleep(for: KeySetSource.pause)
        #expect(try await has(source, .rs256, "old"))
        #expect(log.warnings == ["it answers 503", "its answer is no key set"])
    }

    @Test func `who comes while the issuer is asked waits for its answer`() async throws {
        let source = try await source([.init(PublishedKeys.text(Self.old)), .init(503, "")])
        let found = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { try await has(source, .rs256, "old") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == Array(repeating: true, count: 50))
    }
}
