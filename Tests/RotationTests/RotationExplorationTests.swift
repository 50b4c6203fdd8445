// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

@testable import Rotation

/// Every way that a rotation can go, with everything that can come in between, one after the other.
struct RotationExplorationTests {
    private struct State: Hashable {
        var machine: RotationMachine
        var action: RotationAction
        var world: RotationWorld
        /// The secret in the memory of the process.
        var held: String?
        /// How much may still go wrong.
        var troubles: Int
        var runs: Int
    }

    private static func settings() -> RotationSettings {
        var settings = RotationSettings()
        (settings.grace, settings.soak, settings.successes, settings.spread) = (100, 100, 2, 4)
        (settings.patience, settings.settling, settings.listings, settings.attempts) = (20, 10, 2, 2)
        return settings
    }

    private static func machine(_ goal: RotationMachine.Goal, _ traits: IssuerTraits, _ run: Int) -> RotationMachine {
        // Every owner but the newest is gone: a process has crashed, or has ended.
        RotationMachine(
            goal, settings: settings(), traits: traits, run: "run\(run)", owner: "owner-\(run)",
            identity: "user", isOwnerGone: { _ in true })
    }

    /// What may follow: what is done, how it may fail, and the end of the process before and after it.
    private static func followers(_ state: State, _ traits: IssuerTraits) -> [State] {
        var found: [State] = []
        func go(_ event: RotationEvent, _ world: RotationWorld, held: String? = nil, costs: Int = 0) {
            guard state.troubles >= costs else { return }
            var next = state
            next.world = world
            next.held = held ?? state.held
            next.troubles -= costs
            next.action = next.machine.next(after: event, at: world.time)
            found.append(next)
        }
        func crash(_ world: RotationWorld, _ goal: RotationMachine.Goal = .resume) {
            guard state.troubles > 0 else { return }
            found.append(restarted(state, world, goal, traits, costs: 1))
        }
        let world = state.world
        var done = world
        switch state.action {
        case .read:
            go(.read(world.document), world)
            go(.readFailed(word: "sealed"), world, costs: 1)
        case .list:
            go(.listed(world.listing(traits)), world)
            go(.listFailed(word: "Throttling"), world, costs: 1)
            // Listings hear late of what is new.
            if world.created > 0, let newest = world.keys.filter(\.value.isOurs).keys.max() {
                go(.listed(world.listing(traits, without: newest)), world, costs: 1)
            }
        case .write(let document, let move):
            done.write(document, move, held: state.held)
            go(.written, done)
            go(.writeUnknown, done, costs: 1)
            go(.writeUnknown, world, costs: 1)
            go(.writeFailed(word: "sealed"), world, costs: 1)
            crash(world)
            crash(done)
            crash(done, .abort)
        case .prepare:
            let mark = "mark-of-run-\(state.runs)"
            go(.prepared(mark: mark), world, held: mark)
            crash(world)
        case .create:
            let id = done.create(traits)
            go(.created(IssuedKey(id: id, createdAt: world.time)), done, held: traits.isMadeHere ? nil : id)
            go(.createUnknown, done, costs: 1)
            go(.createUnknown, world, costs: 1)
            go(.createRefused(word: "AccessDenied"), world, costs: 1)
            crash(world)
            crash(done)
            crash(done, .abort)
            crash(done, .rotate)
        case .probe(let id):
            go(.probed(world.keys[id]?.isEnabled == true ? .works : .notYet), world)
            go(.probed(.notYet), world, costs: 1)
            crash(world)
        case .wait(let until):
            done.now = max(world.now, until.seconds)
            go(.woke, done)
        case .enable(let id): change { $0.set(id, enabled: true) }
        case .disable(let id): change { $0.set(id, enabled: false) }
        case .delete(let id): change { $0.delete(id) }
        case .end: break
        }
        func change(_ effect: (inout RotationWorld) -> Void) {
            effect(&done)
            go(.changed, done)
            go(.changeFailed(word: "NoAnswer"), done, costs: 1)
            go(.changeFailed(word: "NoAnswer"), world, costs: 1)
            crash(world)
            crash(done)
        }
        return found
    }

    private static func restarted(
        _ state: State, _ world: RotationWorld, _ goal: RotationMachine.Goal, _ traits: IssuerTraits, costs: Int
    ) -> State {
        let machine = machine(goal, traits, state.runs + 1)
        return State(
            machine: machine, action: machine.first, world: world, troubles: state.troubles - costs,
            runs: state.runs + 1)
    }

    /// The next runs after an ending; none where there is nothing left to do.
    private static func resumed(_ state: State, _ ending: RotationEnding, _ traits: IssuerTraits) -> [State] {
        var world = state.world
        var next: [State] = []
        switch ending {
        case .grace(let until), .soak(let until):
            // Somebody may want the old one back.
            if state.troubles > 0 { next.append(restarted(state, world, .rollback, traits, costs: 1)) }
            world.now = until.seconds
        case .rolledBack(let until): world.now = until.seconds
        case .idle, .retired, .aborted, .refused, .lost, .unproven, .unstored, .full, .nothingToRollBack:
            if world.document.phase == .idle { return [] }
        case .parked: return []
        default: break
        }
        return next + [restarted(state, world, .resume, traits, costs: 0)]
    }

    private static func explore(
        _ goal: RotationMachine.Goal, _ traits: IssuerTraits, _ world: RotationWorld, troubles: Int
    ) throws -> (states: Int, ends: Int) {
        let machine = machine(goal, traits, 0)
        var open = [State(machine: machine, action: machine.first, world: world, troubles: troubles, runs: 0)]
        var seen = Set(open)
        var ends = 0
        let foreign = world.keys.filter { !$0.value.isOurs }.keys.sorted()
        while let state = open.popLast() {
            if let harm = state.world.harm {
                Issue.record("\(harm): \(state.world) in \(state.machine.document as Any), \(state.action)")
                throw Harm()
            }
            var next = followers(state, traits)
            if case .end(let ending) = state.action {
                next = resumed(state, ending, traits)
                if next.isEmpty {
                    ends += 1
                    check(state, ending, foreign, traits)
                }
                for state in next where state.runs > 40 { throw Endless(ending: ending) }
            }
            for state in next where seen.insert(state).inserted { open.append(state) }
        }
        return (seen.count, ends)
    }

    struct Harm: Error {}
    /// Runs follow on runs, and none comes to an end.
    struct Endless: Error {
        let ending: RotationEnding
    }

    /// In the end there is one credential, the one in Vault, and nothing that nobody knows.
    private static func check(
        _ state: State, _ ending: RotationEnding, _ foreign: [String], _ traits: IssuerTraits
    ) {
        let world = state.world
        // Where nothing proves whose a key is, it is let be when a person aborts.
        if traits.evidence == .none, ending == .aborted {
            #expect(world.document.phase == .idle && world.stored == [world.document.current])
            #expect(world.keys[world.document.current]?.isEnabled == true)
            return
        }
        if case .parked(let explanation) = ending {
            #expect(!explanation.isEmpty)
            return
        }
        #expect(world.document.phase == .idle, "\(ending)")
        let ours = world.keys.filter(\.value.isOurs).keys.sorted()
        #expect(ours == [world.document.current], "\(ending): \(world)")
        #expect(world.keys.filter { !$0.value.isOurs }.keys.sorted() == foreign)
        #expect(world.stored == [world.document.current], "\(ending): \(world.stored)")
    }

    static let aws = IssuerTraits(capacity: 2, disables: true, evidence: .neverUsed)
    static let password = IssuerTraits(capacity: nil, disables: false, evidence: .mark)
    static let certificate = IssuerTraits(capacity: nil, disables: false, evidence: .mark, isMadeHere: true)
    static let created = IssuerTraits(capacity: 10, disables: true, evidence: .none)
    static let uploaded = IssuerTraits(capacity: 10, disables: true, evidence: .mark, isMadeHere: true)

    @Test(arguments: [
        ("access key", aws), ("password", password), ("certificate", certificate), ("created key", created),
        ("uploaded key", uploaded),
    ])
    func `whatever goes wrong, one good credential is known all the while, and one is left`(
        name: String, traits: IssuerTraits
    ) throws {
        let (states, ends) = try Self.explore(
            .rotate, traits, RotationWorld(), troubles: Endurance.factor > 1 ? 3 : 2)
        #expect(ends > 10)
        print("\(name): \(states) states, \(ends) ends")
    }

    @Test func `a key of somebody else is never touched`() throws {
        var world = RotationWorld()
        world.keys["another"] = RotationWorld.Key(createdAt: 500, isOurs: false)
        let (states, _) = try Self.explore(.rotate, Self.uploaded, world, troubles: 2)
        #expect(states > 1000)
        // Where there is no room for another one, nothing is done at all.
        var full = RotationWorld()
        full.keys["another"] = RotationWorld.Key(createdAt: 500, isOurs: false)
        let (few, ends) = try Self.explore(.rotate, Self.aws, full, troubles: 0)
        #expect(few < 10 && ends == 1)
    }
}
