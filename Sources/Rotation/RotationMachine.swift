// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Decides what a rotation does next. Without input and output, clock or chance: it is told what came of its last action,
/// and says the next one.
///
/// It goes by what stands in the document and at the provider, not by what it remembers. A run that finds a document in
/// the middle does what the run that was interrupted would have done, so that recovery is no code of its own.
package struct RotationMachine: Sendable, Hashable {
    package enum Goal: Sendable, Hashable {
        case rotate
        /// Goes on with what is under way, and begins nothing. What is parked stays so: nobody has looked.
        case finish
        /// As ``finish``, and with what is parked: somebody has looked.
        case resume
        case abort, rollback
    }

    let goal: Goal
    let settings: RotationSettings
    let traits: IssuerTraits
    /// Names this run, and a rotation that it begins.
    package let run: String
    let owner: String
    let identity: String
    /// The process that the document names is known to have ended.
    let isOwnerGone: @Sendable (String) -> Bool

    var document: RotationDocument?
    /// What was written and may not have come through.
    var proposal: RotationDocument?
    /// What the proposal was based on.
    var base: RotationDocument?
    var writes = 0
    var keys: [IssuedKey]?
    var listings = 0
    /// The key whose secret is in memory and nowhere else.
    var held: String?
    /// What the key is known by that was made here and is stored nowhere yet.
    var prepared: String?
    /// The provider's id of a key that is stored already, and does not bear it yet.
    var registered: String?
    /// The intent was written by this run, and nothing was asked for yet.
    var mayCreate = false
    /// This run wrote the intent.
    var hasBegun = false
    /// The key that is held must go: it can be stored no more.
    var unstored: String?
    var successes = 0
    var firstSuccess: Timestamp?
    var probingSince: Timestamp?
    var wakeAt: Timestamp?
    var failed = 0
    /// Writes in a row of which nothing is known but that they are not there.
    var unlanded = 0
    /// What this run wants to be the current key again.
    var wanted: String?
    /// There was no room for a key, before the document was read once more.
    var looksFull = false
    /// It has taken up what was parked.
    var hasUnparked = false
    /// Why the provider made no key.
    var refused: String?
    var isSomebodyElse = false
    /// What this run will have come to once its last write is through.
    var outcome: RotationEnding?
    var ending: RotationEnding?

    /// - Parameters:
    ///   - run: a new ULID.
    ///   - owner: of this process.
    ///   - identity: whose keys they are.
    ///   - isOwnerGone: whether a process can be at nothing any more; false if that is not known.
    package init(
        _ goal: Goal, settings: RotationSettings, traits: IssuerTraits, run: String, owner: String,
        identity: String, isOwnerGone: @escaping @Sendable (String) -> Bool
    ) {
        self.goal = goal
        self.settings = settings
        self.traits = traits
        self.run = run
        self.owner = owner
        self.identity = identity
        self.isOwnerGone = isOwnerGone
    }

    package var first: RotationAction { .read }

    /// The secret of a key is in memory and nowhere else, or is about to be: the process must not end now.
    package var isCritical: Bool { held != nil }

    package mutating func next(after event: RotationEvent, at now: Timestamp) -> RotationAction {
        note(event, now)
        if let ending { return .end(ending) }
        if let wakeAt {
            if now < wakeAt { return .wait(until: wakeAt) }
            self.wakeAt = nil
        }
        if unstored != nil, let held { return .delete(id: held) }
        guard let document else { return .read }
        return decide(document, now)
    }

    package static func == (left: RotationMachine, right: RotationMachine) -> Bool { left.facts == right.facts }
    package func hash(into hasher: inout Hasher) { hasher.combine(facts) }

    /// All that its decisions rest on.
    private var facts: [AnyHashable?] {
        [
            goal, settings, traits, run, owner, document, proposal, base, writes, keys, listings, held, prepared,
            registered,
            mayCreate,
            hasBegun, unstored, successes, firstSuccess, probingSince, wakeAt, failed, unlanded, wanted,
            hasUnparked, looksFull, refused,
            isSomebodyElse, outcome, ending,
        ]
    }
}
