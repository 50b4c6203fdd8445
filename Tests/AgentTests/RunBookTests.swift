// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import Rotation
import Testing

@testable import Agent

/// The runs of an agent: what waits, what runs, and what becomes of both.
struct RunBookTests {
    private let book = RunBook()
    private let now = Timestamp(seconds: 1_800_000_000)

    private func enqueue(_ secret: String) throws -> RunRecord {
        try book.enqueue(.rotation(.aws, secret: secret), .request(subject: "alice"), at: now)
    }

    @Test func `no more wait than may, and each thing once`() throws {
        let first = try enqueue("0")
        #expect(throws: RunBook.Refusal.duplicate(first.id)) { try enqueue("0") }
        for index in 1..<RunBook.queueLimit { _ = try enqueue(String(index)) }
        #expect(throws: RunBook.Refusal.full(RunBook.queueLimit)) { try enqueue("one more") }
        book.end(first.id, RunEnd(state: .succeeded), at: now)
        _ = try enqueue("0")
    }

    @Test func `one credential is rotated once at a time, at whatever pace`() throws {
        let first = try enqueue("a")
        var settings = RotationSettings()
        settings.grace = 60
        let slow = AgentWork.rotation(.aws, secret: "a", settings)
        #expect(throws: RunBook.Refusal.duplicate(first.id)) {
            try book.enqueue(slow, .request(subject: "bob"), at: now)
        }
    }

    @Test func `what is cancelled while it waits never begins`() throws {
        let record = try enqueue("a")
        #expect(book.cancel(record.id, by: "alice", at: now))
        #expect(book.begin(record.id, at: now) == nil)
        #expect(book.record(record.id)?.state == .cancelled)
        #expect(!book.cancel(record.id, by: "alice", at: now))
    }

    @Test func `what was cancelled while it waited is seen once, at the latest when the agent ends`() throws {
        let (first, second) = (try enqueue("a"), try enqueue("b"))
        for record in [first, second] { #expect(book.cancel(record.id, by: "alice", at: now)) }
        #expect(book.cancelledWaiting(first.id)?.cancelledBy == "alice")
        #expect(book.cancelledWaiting(first.id) == nil)
        #expect(book.close(at: now).map(\.id) == [second.id])
        #expect(book.close(at: now).isEmpty)
    }

    @Test func `what was cancelled while it waited is remembered until it was seen, whatever comes after it`() throws {
        let first = try enqueue("a")
        #expect(book.cancel(first.id, by: "alice", at: now))
        for index in 0...RunBook.memory {
            let record = try enqueue(String(index))
            #expect(book.begin(record.id, at: now) != nil)
            book.end(record.id, RunEnd(state: .succeeded), at: now)
        }
        #expect(book.cancelledWaiting(first.id)?.id == first.id)
        _ = try enqueue("b")
        #expect(book.record(first.id) == nil)
    }

    @Test func `what was begun is ended beside what is begun anew`() throws {
        let first = try enqueue("a")
        let second = try book.enqueue(
            .rotation(.aws, secret: "a", goal: .finish), .request(subject: "alice"), at: now)
        #expect(first.id != second.id)
    }

    @Test func `what runs is told that it is to end, and ends when it does`() async throws {
        let record = try enqueue("a")
        let (begun, cancelled) = try #require(book.begin(record.id, at: now))
        #expect(begun.state == .running && begun.startedAt == now)
        #expect(book.cancel(record.id, by: "alice", at: now))
        for await _ in cancelled { break }
        #expect(book.record(record.id)?.state == .running)
        book.end(record.id, RunEnd(state: .cancelled), at: now)
        #expect(book.record(record.id)?.endedAt == now)
    }

    @Test func `whoever follows sees the last of it, however slow`() async throws {
        let record = try enqueue("a")
        let changes = try #require(book.follow(record.id))
        _ = book.begin(record.id, at: now)
        for step in 0..<100 { book.change(record.id) { $0.step = String(step) } }
        book.end(record.id, RunEnd(state: .failed), at: now)
        var seen: [RunRecord] = []
        for await change in changes { seen.append(change) }
        #expect(seen.last?.state == .failed)
        #expect(seen.count <= 2)
        // Of one that has ended, its end is all.
        var after: [RunState] = []
        for await change in try #require(book.follow(record.id)) { after.append(change.state) }
        #expect(after == [.failed])
    }

    @Test func `at the end of the agent what waits is interrupted, and nothing more is taken`() async throws {
        let record = try enqueue("a")
        _ = book.close(at: now)
        #expect(book.record(record.id)?.state == .interrupted)
        #expect(throws: RunBook.Refusal.ending) { try enqueue("b") }
        var left = 0
        for await id in book.queue { left += book.begin(id, at: now) == nil ? 0 : 1 }
        #expect(left == 0)
    }

    @Test func `no more are remembered than can be`() throws {
        for index in 0..<RunBook.memory + 50 {
            let record = try enqueue(String(index))
            book.end(record.id, RunEnd(state: .succeeded), at: now)
        }
        _ = try enqueue("last")
        #expect(book.all().count == RunBook.memory + 1)
        #expect(book.all().first?.work == .rotation(.aws, secret: "last"))
    }
}
