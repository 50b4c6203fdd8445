// SPDX-License-Identifier: Apache-2.0
import Posix

/// What becomes of the old key once there is a new one.
extension RotationMachine {
    mutating func promoted(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        guard let previous = document.previous, let retireAt = document.retireAt else {
            return park(document, "there is no previous key")
        }
        if now < retireAt { return end(.grace(until: retireAt)) }
        if let action = claim(document, now) { return action }
        return besideCurrent(document, now) { (machine, keys) in
            switch machine.presence(of: previous, in: keys) {
            case nil: machine.listAgain(now)
            case .some(nil): machine.retire(document)
            case .some(let old?): machine.switchOff(old, document, now)
            }
        }
    }

    private mutating func switchOff(
        _ old: IssuedKey, _ document: RotationDocument, _ now: Timestamp
    ) -> RotationAction {
        // Once is not always: whoever has used it lately may do so again.
        if let used = old.lastUsed, let promotedAt = document.promotedAt, old.isEnabled,
            used.seconds > promotedAt.seconds + min(settings.quiet, settings.grace),
            used.seconds > now.seconds - settings.quiet
        {
            return end(.stillUsed(id: old.id, at: used))
        }
        guard traits.disables else { return .delete(id: old.id) }
        if old.isEnabled { return .disable(id: old.id) }
        var next = document
        next.phase = .disabled
        next.deleteAt = Timestamp(seconds: now.seconds + settings.soak)
        next.deadline = nil
        return write(next, .none)
    }

    mutating func disabled(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        guard let previous = document.previous, let deleteAt = document.deleteAt else {
            return park(document, "there is no previous key")
        }
        if now < deleteAt { return end(.soak(until: deleteAt)) }
        if let action = claim(document, now) { return action }
        return besideCurrent(document, now) { (machine, keys) in
            switch machine.presence(of: previous, in: keys) {
            case nil: machine.listAgain(now)
            case .some(nil): machine.retire(document)
            case .some(let old?) where old.isEnabled:
                machine.park(document, "the old key \(previous) was switched on again: somebody may need it")
            case .some(.some): .delete(id: previous)
            }
        }
    }

    private mutating func retire(_ document: RotationDocument) -> RotationAction {
        outcome = .retired
        var next = document
        (next.previous, next.promotedAt, next.retireAt, next.deleteAt, next.deadline) = (nil, nil, nil, nil, nil)
        next.phase = .idle
        next.failures = 0
        return write(next, .dropPrevious)
    }

    mutating func rollback(_ document: RotationDocument, _ now: Timestamp) -> RotationAction {
        // By what is written, not by what was about to be.
        if let wanted, document.current == wanted { return end(outcome ?? .idle) }
        guard let previous = document.previous else { return end(.nothingToRollBack) }
        if isSomebodyElse {
            return park(document, "the old key \(previous) is another identity's than the current one's")
        }
        if let action = claim(document, now) { return action }
        if isProven {
            let until = retirement(now)
            (outcome, wanted) = (.rolledBack(graceUntil: until), previous)
            var next = document
            next.phase = .promoted
            (next.current, next.previous) = (previous, document.current)
            (next.promotedAt, next.retireAt, next.deleteAt, next.deadline) = (now, until, nil, nil)
            return write(next, .swap)
        }
        guard let keys else { return .list }
        switch presence(of: previous, in: keys) {
        case nil: return listAgain(now)
        case .some(nil): return end(.nothingToRollBack)
        case .some(let old?) where !old.isEnabled: return .enable(id: previous)
        case .some(.some): break
        }
        let since = probingSince ?? now
        probingSince = since
        if now.seconds > since.seconds + settings.patience { return end(.unproven) }
        return .probe(id: previous)
    }
}
