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
        let keys = [IssuedKey(id: "old", createdAt: Timestamp(seconds: 1))]
        var sequence = RotationSequence(machine(), RotationDocument(current: "old"), keys, at: 1000)
        let end = sequence.run(steps: 5000) { action, now in
            switch action {
            case .create: .created(IssuedKey(id: "made", createdAt: Timestamp(seconds: now)))
            case .write(let document, _): isHeld && document.phase == .intent ? nil : answer
            case .delete: .changed
            default: nil
            }
        }
        #expect(
            end == .end(isHeld ? .unstored(word: "outcome-unknown") : .vaultFailed(word: "outcome-unknown")))
        // It has not gone on for longer than the new key has time to become good.
        #expect(sequence.now <= 1000 + RotationSettings().patience + 60 && sequence.steps < 2000)
    }

    @Test func `what was rolled back is what stands in Vault, and not what was about to`() {
        let (document, keys) = promoted()
        var sequence = RotationSequence(machine(.rollback), document, keys, at: 1500)
        var failures = 1
        let end = sequence.run { action, _ in
            if case .probe = action { return .probed(.works) }
            guard case .write(_, .swap) = action, failures > 0 else { return nil }
            failures -= 1
            return .writeFailed(word: "sealed")
        }
        guard case .end(.rolledBack) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(sequence.document.current == "old" && sequence.document.previous == "new" && failures == 0)
    }

    /// - Returns: the first thing that is done to the old key, or the end.
    private func retiring(_ document: RotationDocument, _ keys: [IssuedKey], at now: Int64) -> RotationAction {
        var sequence = RotationSequence(machine(), document, keys, at: now)
        let action = sequence.run(steps: 20)
        #expect(sequence.now == now, "nothing is waited for")
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
        var sequence = RotationSequence(machine(.abort), document, keys, at: 5000)
        #expect(sequence.run(steps: 50) == .end(.aborted))
        #expect(sequence.document.phase == .idle)
    }

    /// A timer has not looked.
    @Test func `what is parked stays so until somebody has looked, and nothing is begun`() {
        var document = RotationDocument(current: "old")
        var idle = RotationSequence(machine(.finish), document, [], at: 5000)
        #expect(idle.run() == .end(.idle))
        document.phase = .parked
        document.parkedFrom = .idle
        document.explanation = "3 rotations in a row came to nothing"
        document.failures = 3
        var timer = RotationSequence(machine(.finish), document, [], at: 5000)
        #expect(timer.run() == .end(.parked(explanation: "3 rotations in a row came to nothing")))
        #expect(timer.document == document)
        var person = RotationSequence(machine(.resume), document, [], at: 5000)
        #expect(person.run() == .end(.idle))
        #expect(person.document.phase == .idle && person.document.failures == 0)
    }

    @Test func `a new key that has gone is followed by the old one`() {
        var (document, keys) = promoted()
        document.parkedFrom = .promoted
        document.phase = .parked
        document.explanation = "the current key is not at the provider"
        keys.removeFirst()
        var sequence = RotationSequence(machine(.rollback), document, keys, at: 3000)
        let end = sequence.run { action, _ in if case .probe = action { .probed(.works) } else { nil } }
        guard case .end = end else {
            Issue.record("\(end)")
            return
        }
        #expect(sequence.document.current == "old")
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
