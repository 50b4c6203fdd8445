// SPDX-License-Identifier: Apache-2.0
import Cloud
import Snapshot
import TestSupport
import Testing

@testable import Agent

/// What an agent leaves to the next one about its snapshots.
struct SnapshotLedgerTests {
    private let folder: TemporaryDirectory
    private let snapshot = SnapshotID()
    private let scope = SnapshotScope(providers: [.aws], services: ["aws:s3"])

    init() throws { folder = try TemporaryDirectory() }

    private func ledger() throws -> SnapshotLedger { try SnapshotLedger(directory: folder.path) }

    @Test func `the scope of a snapshot outlives the agent`() throws {
        try ledger().begins(snapshot, scope)
        #expect(try ledger().entry(of: snapshot).scope == scope)
        try ledger().ended(snapshot, isUnfinished: true, isCancelled: false)
        #expect(try ledger().entry(of: snapshot) == .init(scope: scope))
    }

    @Test func `each end without a word counts, and one with a word ends the count`() throws {
        for deaths in 1...3 {
            try ledger().begins(snapshot, scope)
            #expect(try ledger().entry(of: snapshot).deaths == deaths)
        }
        try ledger().ended(snapshot, isUnfinished: true, isCancelled: false)
        #expect(try ledger().entry(of: snapshot).deaths == 0)
    }

    @Test func `one that somebody ended stays so until somebody begins it again`() throws {
        try ledger().begins(snapshot, scope)
        try ledger().ended(snapshot, isUnfinished: true, isCancelled: true)
        #expect(try ledger().entry(of: snapshot).isCancelled)
        try ledger().begins(snapshot, scope)
        #expect(try !ledger().entry(of: snapshot).isCancelled)
    }

    @Test func `one that was begun by hand can be ended too`() throws {
        try ledger().ended(snapshot, isUnfinished: true, isCancelled: true)
        #expect(try ledger().entry(of: snapshot).isCancelled)
    }

    @Test func `what is closed, or gone, is forgotten`() throws {
        let other = SnapshotID()
        for id in [snapshot, other] { try ledger().begins(id, scope) }
        try ledger().ended(snapshot, isUnfinished: false, isCancelled: false)
        #expect(try ledger().entry(of: snapshot) == .init())
        try ledger().keep([])
        #expect(try ledger().entry(of: other) == .init())
    }

    @Test(arguments: [
        "", "{", "[]", #"{"snapshots":{"x":{}}}"#,
        #"{"snapshots":{"01JD9Y6S41TSV4RRFFQ69G5FAV":{"cancelled":false,"deaths":0}}}"#,
        #"{"snapshots":{"01JD9Y6S41TSV4RRFFQ69G5FAV":{"cancelled":false,"deaths":0,"scope":{"providers":["ibm"],"services":[]}}}}"#,
    ])
    func `what the agent has not written is refused`(text: String) throws {
        try folder.write("snapshots.json", text)
        #expect(throws: AgentError.self) { _ = try ledger() }
    }
}
