// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

@testable import Rotation

/// Several rotators of one credential at once, each step of any of them before any of the others'.
struct RotationRaceTests {
    private struct Rotator {
        var machine: RotationMachine
        var action: RotationAction
        /// Of the document that it read or wrote last.
        var version = 0
        var held: String?
        var ending: RotationEnding?
    }

    /// - Returns: how many keys were made.
    private func race(_ count: Int, seed: UInt64) -> (created: Int, world: RotationWorld, endings: [RotationEnding]) {
        var dice = SeededGenerator(seed: seed)
        var settings = RotationSettings()
        (settings.successes, settings.spread) = (2, 4)
        let traits = RotationExplorationTests.uploaded
        var world = RotationWorld()
        var version = 1
        var rotators = (0..<count).map { number in
            let machine = RotationMachine(
                .rotate, settings: settings, traits: traits, run: "run\(number)", owner: "owner-\(number)",
                identity: "user", isOwnerGone: { _ in false })
            return Rotator(machine: machine, action: machine.first)
        }
        while let running = rotators.indices.filter({ rotators[$0].ending == nil }).randomElement(using: &dice) {
            var rotator = rotators[running]
            let event: RotationEvent
            switch rotator.action {
            case .read:
                rotator.version = version
                event = .read(world.document)
            case .list: event = .listed(world.listing(traits))
            case .write(let document, let move):
                if rotator.version == version {
                    world.write(document, move, held: rotator.held)
                    version += 1
                    rotator.version = version
                    event = .written
                } else {
                    event = .writeConflict
                }
            case .prepare:
                rotator.held = "mark-\(running)"
                event = .prepared(mark: "mark-\(running)")
            case .create:
                let id = world.create(traits)
                event = .created(IssuedKey(id: id, createdAt: world.time))
            case .probe: event = .probed(.works)
            case .wait(let until):
                world.now = max(world.now, until.seconds)
                event = .woke
            case .enable(let id), .disable(let id):
                Issue.record("\(id) was switched")
                event = .changed
            case .delete(let id):
                world.delete(id)
                event = .changed
            case .end(let ending):
                rotator.ending = ending
                event = .woke
            }
            if rotator.ending == nil { rotator.action = rotator.machine.next(after: event, at: world.time) }
            rotators[running] = rotator
        }
        return (world.created, world, rotators.compactMap(\.ending))
    }

    @Test func `of rotators at once one makes a key, and the others make way`() {
        for seed in 0..<UInt64(1000 * Endurance.factor) {
            let (created, world, endings) = race(2 + Int(seed % 3), seed: seed)
            #expect(world.harm == nil)
            // Who comes when the first one is done finds its new key, within the grace.
            #expect(created == 1, "seed \(seed): \(endings)")
            #expect(world.document.phase == .promoted && world.keys.count == 2)
            #expect(
                endings.allSatisfy { ending in
                    switch ending {
                    case .grace, .busy, .overtaken: true
                    default: false
                    }
                }, "seed \(seed): \(endings)")
        }
    }
}
