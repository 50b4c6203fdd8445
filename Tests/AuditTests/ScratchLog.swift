// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import Secrets
import TestSupport

@testable import Audit

enum Probe: AuditedEffect {
    static let action = "test.probe"
}

/// The directory of an audit log, for one test; its time stands still, so its bytes depend on its entries alone.
struct ScratchLog {
    private static let time: Int64 = 1_700_000_000

    private let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = "\(directory.path)/audit"
    }

    /// A log with as many entries, all sealed, and then as many more in its journal.
    init(sealed: Int, pending: Int = 0) throws {
        try self.init()
        try seal(adding: sealed)
        if pending > 0 { try open().announce(sealed..<sealed + pending) }
    }

    /// Waits for a lock that nobody holds any more: where another test starts a program, its child has a copy of every
    /// descriptor of this process for a moment.
    func open(by verifier: NoteVerifier = KnownLog.verifier) throws(AuditError) -> AuditLog {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try openAtOnce(by: verifier)
            } catch {
                guard case .locked = error, ContinuousClock.now < deadline else { throw error }
                sched_yield()
            }
        }
    }

    func openAtOnce(by verifier: NoteVerifier = KnownLog.verifier) throws(AuditError) -> AuditLog {
        try AuditLog.open(
            directory: path, verifier: verifier, run: "run", actor: "tests", clock: HeldWallClock(Self.time))
    }

    func openWithKey() throws(AuditError) -> AuditLog {
        let log = try open()
        try log.adopt(KnownLog.signer())
        return log
    }

    /// Opens the log, announces entries behind the sealed ones and seals.
    @discardableResult
    func seal(adding count: Int = 0) throws -> Checkpoint? {
        let log = try openWithKey()
        let start = try log.seal().map { Int($0.size) } ?? 0
        try log.announce(start..<start + count)
        return try log.seal()
    }

    /// What ``AuditLog/announce(_:)`` writes.
    static func entries(_ range: Range<Int>) -> [[UInt8]] { range.map { entry(target: String($0)) } }

    static func entry(
        _ action: String = Probe.action, _ phase: AuditEntry.Phase = .intent, target: String,
        detail: JSONObject = JSONObject()
    ) -> [UInt8] {
        AuditEntry(
            time: Timestamp(seconds: time), run: "run", actor: "tests", action: action, phase: phase, target: target,
            detail: detail
        ).bytes
    }

    /// What a log says of a cut-off entry that it removed.
    static func recovery(droppedBytes: Int) -> [UInt8] {
        entry("log.recover", .outcome, target: "journal", detail: ["dropped_bytes": JSONValue(droppedBytes)])
    }

    /// The entries of the sealed log, once ``LogVerifier`` has found it whole.
    func verifiedEntries() throws(AuditError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        _ = try LogVerifier(directory: path, verifier: KnownLog.verifier).verify { entries.append($0) }
        return entries
    }

    func verify() throws(AuditError) -> VerifiedLog {
        try LogVerifier(directory: path, verifier: KnownLog.verifier).verify()
    }
}

extension AuditLog {
    /// One intent per number.
    func announce(_ range: Range<Int>) throws(AuditError) {
        for number in range { _ = try authorize(Probe.self, target: String(number)) }
    }
}
