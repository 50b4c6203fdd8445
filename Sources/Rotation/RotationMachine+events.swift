// SPDX-License-Identifier: Apache-2.0
import Posix

extension RotationMachine {
    mutating func note(_ event: RotationEvent, _ now: Timestamp) {
        switch event {
        case .read(let found): read(found, now)
        case .readFailed(let word): readFailed(word, now)
        case .written:
            document = proposal
            (proposal, base, failed, unlanded) = (nil, nil, 0, 0)
            settle()
        case .writeConflict, .writeUnknown: document = nil
        case .writeFailed(let word): writeFailed(word, now)
        case .listed(let found):
            keys = found
            listings += 1
            failed = 0
        case .listFailed(let word), .changeFailed(let word):
            keys = nil
            retry(now) { .providerFailed(word: word) }
        case .prepared(let mark): prepared = mark
        case .created(let key): if traits.isMadeHere { registered = key.id } else { held = key.id }
        case .createRefused(let word): refused = word
        case .createUnknown: forget()
        case .probed(let probe): probed(probe, now)
        case .changed: changed(now)
        case .woke: wakeAt = nil
        }
    }

    private mutating func read(_ found: RotationDocument, _ now: Timestamp) {
        let (proposal, base) = (proposal, base)
        (self.proposal, self.base) = (nil, nil)
        document = found
        guard let proposal else { return }
        if found == base {
            // It did not come through, and may never: reads that work say nothing of writes.
            unlanded += 1
            if held != nil {
                hold("outcome-unknown", until: found.deadline, now)
            } else if unlanded >= settings.attempts {
                ending = .vaultFailed(word: "outcome-unknown")
            } else {
                pause(now)
            }
        } else if found == proposal || found.nonce.hasPrefix("\(run)-") {
            // It came through; or one before it did, late, which nobody had told us of.
            unlanded = 0
            settle()
        } else {
            // What is there now is somebody else's.
            if held == nil { ending = .overtaken } else { unstored = "version-mismatch" }
        }
    }

    private mutating func readFailed(_ word: String, _ now: Timestamp) {
        guard held != nil else { return retry(now) { .vaultFailed(word: word) } }
        hold(word, until: proposal?.deadline ?? base?.deadline, now)
    }

    /// A secret that nobody has yet is worth more patience than anything else.
    private mutating func hold(_ word: String, until deadline: Timestamp?, _ now: Timestamp) {
        if let deadline, now < deadline { pause(now) } else { unstored = word }
    }

    /// What a write that came through means for what this run remembers.
    private mutating func settle() {
        guard let document else { return }
        switch document.phase {
        // That of an earlier run, taken up again where it was parked, may have been asked for already.
        case .intent where !hasBegun && document.rotation == run: (mayCreate, hasBegun, prepared) = (true, true, nil)
        case .pending: (held, registered) = (nil, nil)
        default: break
        }
        forget()
        // What was proven for the one stays proven for the other.
        if document.phase != .verified { (successes, firstSuccess, probingSince) = (0, nil, nil) }
    }

    private mutating func writeFailed(_ word: String, _ now: Timestamp) {
        document = base
        (proposal, base) = (nil, nil)
        guard held != nil else { return retry(now) { .vaultFailed(word: word) } }
        hold(word, until: document?.deadline, now)
    }

    private mutating func retry(_ now: Timestamp, _ end: () -> RotationEnding) {
        failed += 1
        if failed >= settings.attempts { ending = end() } else { pause(now) }
    }

    mutating func pause(_ now: Timestamp) { wakeAt = Timestamp(seconds: now.seconds + settings.poll) }

    private mutating func changed(_ now: Timestamp) {
        failed = 0
        if let word = unstored, held != nil {
            held = nil
            ending = word == "version-mismatch" ? .overtaken : .unstored(word: word)
            return
        }
        // Listings take a while to hear of it.
        forget()
        pause(now)
    }

    private mutating func probed(_ probe: RotationProbe, _ now: Timestamp) {
        switch probe {
        case .works:
            successes += 1
            let first = firstSuccess ?? now
            firstSuccess = first
            // Spread evenly, the last one at the end.
            let gaps = Int64(max(settings.successes - 1, 1))
            let next = first.seconds + (settings.spread ?? traits.spread) * Int64(successes) / gaps
            if !isProven { wakeAt = Timestamp(seconds: max(next, now.seconds + 1)) }
        case .notYet:
            (successes, firstSuccess) = (0, nil)
            pause(now)
        case .otherPrincipal: isSomebodyElse = true
        }
    }

    var isProven: Bool { successes >= settings.successes }
}
