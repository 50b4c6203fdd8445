// SPDX-License-Identifier: Apache-2.0
import Posix

extension RotationMachine {
    mutating func write(_ document: RotationDocument, _ move: SecretMove) -> RotationAction {
        var next = document
        writes += 1
        next.nonce = "\(run)-\(writes)"
        base = self.document
        proposal = next
        return .write(next, move)
    }

    mutating func end(_ ending: RotationEnding) -> RotationAction {
        self.ending = ending
        return .end(ending)
    }

    mutating func park(_ document: RotationDocument, _ explanation: String) -> RotationAction {
        var next = document
        next.parkedFrom = document.phase
        next.phase = .parked
        next.explanation = explanation
        return write(next, .none)
    }

    /// What was begun is over, and nothing of it is left.
    mutating func toIdle(_ document: RotationDocument, failed: Bool) -> RotationAction {
        var next = document
        next.phase = .idle
        (next.pending, next.mark, next.begunAt, next.deadline, next.seen) = (nil, nil, nil, nil, [])
        if failed { next.failures += 1 }
        return write(next, .dropPending)
    }

    /// What was listed is not what there is any more.
    mutating func forget() { (keys, listings) = (nil, 0) }

    /// Whether a key is there, as far as listings can tell: they hear late of what is new, and of what is gone.
    ///
    /// - Returns: nil where another listing is needed to tell.
    func presence(of id: String, in keys: [IssuedKey]) -> IssuedKey?? {
        if let key = keys.first(where: { $0.id == id }) { return .some(key) }
        return listings < settings.listings ? nil : .some(nil)
    }

    /// Another listing, after a while.
    mutating func listAgain(_ now: Timestamp) -> RotationAction {
        keys = nil
        pause(now)
        return .wait(until: wakeAt ?? now)
    }

    /// Another process began it, and may be at it still.
    func busy(_ document: RotationDocument, _ now: Timestamp) -> RotationEnding? {
        guard document.owner != owner, let deadline = document.deadline, now < deadline,
            !isOwnerGone(document.owner)
        else { return nil }
        return .busy(owner: document.owner, until: deadline)
    }

    /// One write that says who is at it, before anything at the provider that another run must not undo at the same time.
    ///
    /// - Returns: nil where this run has said so, and not too long ago.
    mutating func claim(_ document: RotationDocument, _ now: Timestamp) -> RotationAction? {
        if document.owner == owner, document.nonce.hasPrefix("\(run)-"), let deadline = document.deadline,
            now < deadline
        {
            return nil
        }
        if let busy = busy(document, now) { return end(busy) }
        var next = document
        next.owner = owner
        next.deadline = Timestamp(seconds: now.seconds + settings.patience)
        return write(next, .none)
    }

    /// When the old key may go. Where it cannot be switched off first, to see whether somebody misses it, it stays longer.
    func retirement(_ now: Timestamp) -> Timestamp {
        Timestamp(seconds: now.seconds + settings.grace + (traits.disables ? 0 : settings.soak))
    }

    /// Does what may be done only beside a current key that is as it should be.
    mutating func besideCurrent(
        _ document: RotationDocument, _ now: Timestamp,
        _ act: (inout RotationMachine, [IssuedKey]) -> RotationAction
    ) -> RotationAction {
        guard let keys else { return .list }
        switch presence(of: document.current, in: keys) {
        case nil: return listAgain(now)
        case .some(nil):
            return park(
                document,
                """
                the current key \(document.current) is not at the provider: was Vault restored from an older snapshot, \
                or the key deleted by hand?
                """)
        case .some(let key?) where !key.isEnabled:
            return park(document, "the current key \(document.current) is switched off at the provider")
        default: return act(&self, keys)
        }
    }
}
