// SPDX-License-Identifier: Apache-2.0
import Posix

extension RotationMachine {
    mutating func decide(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        switch document.phase {
        case .idle: idle(document, now)
        case .intent: intent(document, now)
        case .pending, .verified: pending(document, now)
        case .discarding: discarding(document, now)
        case .promoted, .disabled:
            switch goal {
            case .abort: end(.tooLate)
            case .rollback: rollback(document, now)
            case .rotate, .finish, .resume:
                document.phase == .promoted ? promoted(document, now) : disabled(document, now)
            }
        case .parked: parked(document)
        }
    }

    private mutating func idle(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        switch goal {
        case .finish, .resume, .abort: return end(outcome ?? .idle)
        case .rollback: return end(.nothingToRollBack)
        case .rotate: break
        }
        if hasBegun || outcome == .retired { return end(outcome ?? .retired) }
        if document.failures >= settings.attempts {
            return park(
                document,
                "\(document.failures) rotations in a row came to nothing; the last one was \(document.rotation)")
        }
        return besideCurrent(document, now) { (machine, keys) in machine.begin(document, keys, now) }
    }

    private mutating func begin(
        _ document: RotationDocument, _ keys: [IssuedKey], _ now: Timestamp
    ) -> RotationAction {
        if let capacity = traits.capacity, keys.count >= capacity {
            if looksFull { return end(.full(keys)) }
            // What is one too many may be another run's that has begun since the document was read.
            looksFull = true
            forget()
            self.document = nil
            return .read
        }
        if traits.isMadeHere, prepared == nil { return .prepare }
        var next = document
        next.phase = .intent
        next.rotation = run
        next.owner = owner
        next.identity = identity
        next.begunAt = now
        next.deadline = Timestamp(seconds: now.seconds + settings.patience)
        next.seen = keys.map(\.id).sorted()
        next.mark = prepared ?? (traits.evidence == .mark ? run : nil)
        return write(next, traits.isMadeHere ? .storePending : .none)
    }

    private mutating func intent(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        if let refused {
            outcome = .refused(word: refused)
            return toIdle(document, failed: true)
        }
        if let held {
            var next = document
            next.phase = .pending
            next.pending = held
            return write(next, .storePending)
        }
        if let registered {
            var next = document
            next.phase = .pending
            next.pending = registered
            return write(next, .namePending)
        }
        if mayCreate {
            mayCreate = false
            // Whoever comes now may have taken it over.
            if let deadline = document.deadline, now < deadline { return .create }
        }
        if let busy = busy(document, now) { return end(busy) }
        return lost(document, now)
    }

    /// A key was asked for, or was not, and nobody has its secret.
    private mutating func lost(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        if let action = claim(document, now) { return action }
        // From the last moment at which whoever was at it before could ask for a key.
        let claimed = (document.deadline ?? now).seconds - settings.patience
        let settled = Timestamp(seconds: max((document.begunAt ?? now).seconds, claimed) + settings.settling)
        if now < settled {
            forget()
            wakeAt = settled
            return .wait(until: settled)
        }
        guard let keys else { return .list }
        let known = Set(document.seen + [document.current] + [document.previous].compactMap(\.self))
        let new = keys.filter { !known.contains($0.id) && (traits.evidence != .mark || $0.mark == document.mark) }
        // Its private half is stored: it is not lost at all.
        if traits.isMadeHere, new.count == 1, let found = new.first {
            registered = found.id
            return intent(document, now)
        }
        if new.isEmpty {
            if listings < settings.listings { return listAgain(now) }
            if outcome == nil { outcome = goal == .abort ? .aborted : hasBegun ? .lost : .idle }
            return toIdle(document, failed: goal != .abort)
        }
        if goal == .abort, hasUnparked, new.count != 1 || !isOurs(new[0], document) {
            // A person has looked, and lets them be.
            outcome = .aborted
            return toIdle(document, failed: false)
        }
        return besideCurrent(document, now) { (machine, _) in machine.remove(new, document) }
    }

    private mutating func remove(_ new: [IssuedKey], _ document: RotationDocument) -> RotationAction {
        guard new.count == 1, let orphan = new.first, isOurs(orphan, document) else {
            let ids = new.map(\.id).sorted().joined(separator: ", ")
            return park(
                document,
                """
                there are keys that may be of this rotation, or of somebody else: \(ids); delete those that nobody \
                knows, then resume; or abort, and they are let be
                """)
        }
        return orphan.isEnabled && traits.disables ? .disable(id: orphan.id) : .delete(id: orphan.id)
    }

    /// Made by the rotation, and never used by anybody.
    private func isOurs(_ key: IssuedKey, _ document: RotationDocument) -> Bool {
        switch traits.evidence {
        case .mark: return key.mark != nil && key.mark == document.mark
        case .neverUsed:
            guard let begun = document.begunAt else { return false }
            return key.createdAt.seconds >= begun.seconds - settings.skew && key.lastUsed == nil
        case .none: return false
        }
    }

    private mutating func pending(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        guard let id = document.pending else { return park(document, "there is no pending key") }
        if let busy = busy(document, now) { return end(busy) }
        if isSomebodyElse {
            return park(document, "the new key \(id) is another identity's than the current one's")
        }
        if goal == .abort { return discard(document, .aborted) }
        if goal == .rollback { return end(.nothingToRollBack) }
        if isProven {
            // Proven by this run: what an earlier one has found may be long ago.
            if document.phase == .verified { return promote(id, document, now) }
            var next = document
            next.phase = .verified
            return write(next, .none)
        }
        let since = probingSince ?? now
        probingSince = since
        if now.seconds > since.seconds + settings.patience { return discard(document, .unproven) }
        return .probe(id: id)
    }

    /// From here on nobody takes the pending key for one that could be promoted.
    private mutating func discard(_ document: RotationDocument, _ ending: RotationEnding) -> RotationAction {
        outcome = ending
        var next = document
        next.phase = .discarding
        return write(next, .none)
    }

    private mutating func discarding(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        guard let id = document.pending else { return park(document, "there is no pending key") }
        if let busy = busy(document, now) { return end(busy) }
        return besideCurrent(document, now) { (machine, keys) in
            switch machine.presence(of: id, in: keys) {
            case nil: return machine.listAgain(now)
            case .some(.some): return .delete(id: id)
            case .some(nil):
                if machine.outcome == nil { machine.outcome = .unproven }
                return machine.toIdle(document, failed: machine.outcome != .aborted)
            }
        }
    }

    private mutating func promote(_ id: String, _ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        var next = document
        next.phase = .promoted
        next.previous = document.current
        next.current = id
        (next.pending, next.mark) = (nil, nil)
        next.promotedAt = now
        next.retireAt = retirement(now)
        // For whoever comes next, wherever that is.
        next.deadline = nil
        next.failures = 0
        return write(next, .promote)
    }

    private mutating func parked(_ document: RotationDocument) -> RotationAction {
        guard let from = document.parkedFrom else { return end(.parked(explanation: document.explanation ?? "")) }
        // What this run has parked, it does not take up again.
        let isOfThisRun = document.nonce.hasPrefix(run)
        let isRescue = goal == .rollback && (from == .promoted || from == .disabled)
        guard !isOfThisRun, goal == .resume || goal == .abort || isRescue else {
            return end(.parked(explanation: document.explanation ?? ""))
        }
        var next = document
        next.phase = from
        (next.parkedFrom, next.explanation) = (nil, nil)
        next.failures = 0
        hasUnparked = true
        return write(next, .none)
    }
}
