// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import Audit

/// An effect between its announcement and its outcome. What the log cannot take is here an entry that is too large.
struct AnnouncingTests {
    private struct Failed: Error, Equatable {}

    private static let large: JSONObject = ["text": .string(String(repeating: "x", count: 70_000))]

    private let scratch: ScratchLog
    private let log: AuditLog

    init() throws {
        scratch = try ScratchLog()
        log = try scratch.open()
    }

    private func announce(
        _ detail: JSONObject = [:], outcome: JSONObject = ["result": "ok"], _ act: () throws(Failed) -> Int
    ) async throws(AuditError) -> Result<Int, Failed> {
        try await log.announcing(
            Probe.self, target: "a", detail: detail,
            act: { (receipt) async throws(Failed) in
                receipt.spend(on: "a")
                return try act()
            },
            outcome: { if case .failure = $0 { ["result": "failed"] } else { outcome } })
    }

    private func entries() throws -> [[UInt8]] { try AuditJournal.contents(of: scratch.contents("journal/0")).entries }

    @Test func `it is announced before it is done, and concluded behind it`() async throws {
        let before = [ScratchLog.entry(target: "a", detail: ["why": "test"])]
        var seen: [[UInt8]]?
        let result = try await announce(["why": "test"]) {
            seen = try? entries()
            return 7
        }
        #expect(result == .success(7))
        #expect(seen == before)
        #expect(
            try entries() == before + [ScratchLog.entry(Probe.action, .outcome, target: "a", detail: ["result": "ok"])])
    }

    @Test func `what fails is concluded too`() async throws {
        let result = try await announce { () throws(Failed) in throw Failed() }
        #expect(result == .failure(Failed()))
        let outcome = ScratchLog.entry(Probe.action, .outcome, target: "a", detail: ["result": "failed"])
        #expect(try entries() == [ScratchLog.entry(target: "a"), outcome])
    }

    @Test func `what cannot be announced is not done`() async throws {
        var isDone = false
        await #expect(throws: AuditError.self) {
            try await announce(Self.large) {
                isDone = true
                return 7
            }
        }
        #expect(!isDone)
        #expect(try entries() == [])
    }

    @Test func `what was done and cannot be concluded is the log's failure`() async throws {
        var isDone = false
        await #expect(throws: AuditError.self) {
            try await announce(outcome: Self.large) {
                isDone = true
                return 7
            }
        }
        #expect(isDone)
        #expect(try entries() == [ScratchLog.entry(target: "a")])
    }
}
