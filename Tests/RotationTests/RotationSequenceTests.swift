// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Rotation

/// Single sequences that the exploration has no budget for, or could not see.
struct RotationSequenceTests {
    private static let traits = RotationExplorationTests.aws

    private func machine(
        _ goal: RotationMachine.Goal = .rotate, run: String = "run", owner: String = "me", gone: Bool = false
    ) -> RotationMachine {
        RotationMachine(
            goal, settings: RotationSettings(), traits: Self.traits, run: run, owner: owner, identity: "user",
            isOwnerGone: { _ in gone })
    }

    private func promoted(usedAt: Int64? = nil) -> (RotationDocument, [IssuedKey]) {
        var document = RotationDocument(current: "new")
        document.phase = .promoted
        document.previous = "old"
        document.rotation = "earlier"
        (document.promotedAt, document.retireAt) = (Timestamp(seconds: 1000), Timestamp(seconds: 2000))
        let keys = [
            IssuedKey(id: "new", createdAt: Timestamp(seconds: 900)),
            IssuedKey(
                id: "old", createdAt: Timestamp(seconds: 1), lastUsed: usedAt.map { Timestamp(seconds: $0) }),
        ]
        return (document, keys)
    }

    /// Vault answers reads, and no write comes through: its disk is full, or a proxy is in the way.
    @Test(arguments: [false, true], [RotationEvent.writeUnknown, .writeConflict])
    func `writes that never land come to an end`(isHeld: Bool, answer: RotationEvent) {
        var machine = machine()
        var now: Int64 = 1000
        var action = machine.first
        var there = RotationDocument(current: "old")
        let keys = [IssuedKey(id: "old", createdAt: Timestamp(seconds: 1))]
        var steps = 0
        while true {
            let event: RotationEvent
            switch action {
            case .read: event = .read(there)
            case .list: event = .listed(keys)
            case .create: event = .created(IssuedKey(id: "made", createdAt: Timestamp(seconds: now)))
            case .write(let document, _):
                if isHeld, document.phase == .intent {
                    there = document
                    event = .written
                } else {
                    event = answer
                }
            case .wait(let until):
                now = max(now, until.seconds)
                event = .woke
            case .delete: event = .changed
            case .end(let ending):
                #expect(
                    ending == (isHeld ? .unstored(word: "outcome-unknown") : .vaultFailed(word: "outcome-unknown")))
                // It has not gone on for longer than the new key has time to become good.
                #expect(now <= 1000 + RotationSettings().patience + 60 && steps < 2000)
                return
            default:
                Issue.record("\(action)")
                return
            }
            steps += 1
            action = machine.next(after: event, at: Timestamp(seconds: now))
            if steps > 5000 {
                Issue.record("it goes on for ever")
                return
            }
        }
    }

    @Test func `what was rolled back is what stands in Vault, and not what was about to`() {
        var machine = machine(.rollback)
        let (document, keys) = promoted()
        var there = document
        var now: Int64 = 1500
        var failures = 1
        var action = machine.first
        for _ in 0..<200 {
            let event: RotationEvent
            switch action {
            case .read: event = .read(there)
            case .list: event = .listed(keys)
            case .probe: event = .probed(.works)
            case .write(let next, let move):
                if move == .swap, failures > 0 {
                    failures -= 1
                    event = .writeFailed(word: "sealed")
                } else {
                    there = next
                    event = .written
                }
            case .wait(let until):
                now = max(now, until.seconds)
                event = .woke
            case .end(let ending):
                if case .rolledBack = ending {} else { Issue.record("\(ending)") }
                #expect(there.current == "old" && there.previous == "new" && failures == 0)
                return
            default:
                Issue.record("\(action)")
                return
            }
            action = machine.next(after: event, at: Timestamp(seconds: now))
        }
        Issue.record("no end")
    }

    /// - Returns: the first thing that is done to the old key, or the end.
    private func retiring(_ document: RotationDocument, _ keys: [IssuedKey], at now: Int64) -> RotationAction {
        var machine = machine()
        var action = machine.first
        for _ in 0..<20 {
            switch action {
            case .read: action = machine.next(after: .read(document), at: Timestamp(seconds: now))
            case .list: action = machine.next(after: .listed(keys), at: Timestamp(seconds: now))
            case .write: action = machine.next(after: .written, at: Timestamp(seconds: now))
            default: return action
            }
        }
        return action
    }

    @Test func `an old key that is in use stays, and one that was used once does not stay for ever`() {
        let (document, keys) = promoted(usedAt: 9000)
        #expect(retiring(document, keys, at: 9100) == .end(.stillUsed(id: "old", at: Timestamp(seconds: 9000))))
        #expect(retiring(document, keys, at: 9000 + RotationSettings().quiet + 1) == .disable(id: "old"))
    }

    @Test func `whoever is about to switch a key off says so, and nobody rolls back meanwhile`() throws {
        let (document, keys) = promoted()
        var first = machine(run: "first", owner: "one")
        _ = first.next(after: .read(document), at: Timestamp(seconds: 3000))
        var second = machine(.rollback, run: "second", owner: "two")
        let action = second.next(after: .read(document), at: Timestamp(seconds: 3000))
        // Both write from the same version: one of them is refused, and finds the other at it.
        guard case .write(let claimed, .none) = action else {
            Issue.record("\(action)")
            return
        }
        #expect(claimed.owner == "two" && claimed.current == "new")
        _ = first.next(after: .writeConflict, at: Timestamp(seconds: 3001))
        let end = first.next(after: .read(claimed), at: Timestamp(seconds: 3001))
        #expect(end == .end(.overtaken))
        var third = machine(run: "third", owner: "three")
        let busy = third.next(after: .read(claimed), at: Timestamp(seconds: 3002))
        guard case .end(.busy(let owner, _)) = busy else {
            Issue.record("\(busy)")
            return
        }
        #expect(owner == "two")
        _ = keys
    }

    /// Two processes that take each other for gone, as in two containers with one name.
    @Test func `an intent is claimed before what came of it is looked for`() {
        var document = RotationDocument(current: "old")
        document.phase = .intent
        document.rotation = "earlier"
        document.owner = "other"
        (document.begunAt, document.deadline) = (Timestamp(seconds: 1000), Timestamp(seconds: 1600))
        document.nonce = "earlier-1"
        var machine = machine(.resume, gone: true)
        let action = machine.next(after: .read(document), at: Timestamp(seconds: 1200))
        guard case .write(let claimed, .none) = action else {
            Issue.record("\(action)")
            return
        }
        #expect(claimed.owner == "me" && claimed.rotation == "earlier" && claimed.phase == .intent)
        // And whoever could still ask for a key then has the time for it.
        let next = machine.next(after: .written, at: Timestamp(seconds: 1200))
        #expect(next == .wait(until: Timestamp(seconds: 1200 + RotationSettings().settling)))
    }

    @Test func `what a person lets be is let be`() {
        var document = RotationDocument(current: "old")
        document.phase = .parked
        document.parkedFrom = .intent
        document.explanation = "a key that may be somebody else's"
        document.rotation = "earlier"
        document.nonce = "earlier-2"
        (document.begunAt, document.deadline) = (Timestamp(seconds: 1000), Timestamp(seconds: 1600))
        document.seen = ["old"]
        let keys = ["old", "foreign"].map {
            IssuedKey(id: $0, createdAt: Timestamp(seconds: 1), lastUsed: Timestamp(seconds: 5))
        }
        var machine = machine(.abort)
        var now: Int64 = 5000
        var action = machine.first
        var there = document
        for _ in 0..<50 {
            switch action {
            case .read: action = machine.next(after: .read(there), at: Timestamp(seconds: now))
            case .list: action = machine.next(after: .listed(keys), at: Timestamp(seconds: now))
            case .write(let next, _):
                there = next
                action = machine.next(after: .written, at: Timestamp(seconds: now))
            case .wait(let until):
                now = max(now, until.seconds)
                action = machine.next(after: .woke, at: Timestamp(seconds: now))
            default:
                #expect(action == .end(.aborted) && there.phase == .idle)
                return
            }
        }
        Issue.record("no end")
    }

    @Test func `a new key that has gone is followed by the old one`() {
        var (document, keys) = promoted()
        document.parkedFrom = .promoted
        document.phase = .parked
        document.explanation = "the current key is not at the provider"
        keys.removeFirst()
        var machine = machine(.rollback)
        var now: Int64 = 3000
        var action = machine.first
        var there = document
        for _ in 0..<100 {
            switch action {
            case .read: action = machine.next(after: .read(there), at: Timestamp(seconds: now))
            case .list: action = machine.next(after: .listed(keys), at: Timestamp(seconds: now))
            case .probe: action = machine.next(after: .probed(.works), at: Timestamp(seconds: now))
            case .write(let next, _):
                there = next
                action = machine.next(after: .written, at: Timestamp(seconds: now))
            case .wait(let until):
                now = max(now, until.seconds)
                action = machine.next(after: .woke, at: Timestamp(seconds: now))
            default:
                #expect(there.current == "old")
                return
            }
        }
        Issue.record("no end")
    }

    @Test func `a key that another run has just made is no want of room`() {
        var machine = machine(owner: "two")
        let keys = ["old", "made"].map { IssuedKey(id: $0, createdAt: Timestamp(seconds: 1)) }
        _ = machine.next(after: .read(RotationDocument(current: "old")), at: Timestamp(seconds: 1000))
        #expect(machine.next(after: .listed(keys), at: Timestamp(seconds: 1000)) == .read)
        var begun = RotationDocument(current: "old")
        begun.phase = .intent
        (begun.owner, begun.rotation, begun.nonce) = ("one", "other", "other-1")
        (begun.begunAt, begun.deadline) = (Timestamp(seconds: 999), Timestamp(seconds: 1600))
        let action = machine.next(after: .read(begun), at: Timestamp(seconds: 1000))
        #expect(action == .end(.busy(owner: "one", until: Timestamp(seconds: 1600))))
    }
}
