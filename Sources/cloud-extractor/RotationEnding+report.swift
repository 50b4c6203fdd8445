// SPDX-License-Identifier: Apache-2.0
import Posix
import Rotation

extension RotationEnding {
    /// Says how it ended; fails where a person, or another run, has to do something about it.
    func report(isQuiet: Bool) throws(Failure) {
        let text = try words()
        if !isQuiet { Console.line(text) }
    }

    /// - Throws: where a person, or another run, has to do something about it.
    func words() throws(Failure) -> String {
        switch self {
        case .idle: return "nothing is under way"
        case .grace(let until):
            return "the new key is the current one; the old one is good until \(until.rfc3339): run again then"
        case .soak(let until):
            return "the old key is switched off and is deleted after \(until.rfc3339): run again then"
        case .retired: return "the old key is gone"
        case .rolledBack(let until):
            return "the old key is the current one again; the other one is good until \(until.rfc3339)"
        case .aborted: return "what was begun is taken back"
        case .tooLate:
            throw Failure(
                .rotationFailed, "the new key is the current one already", hint: "cloud-extractor rotate rollback")
        case .nothingToRollBack:
            throw Failure(.rotationFailed, "there is no old key that could be the current one again")
        case .busy(let owner, let until):
            throw Failure(
                .rotationBusy, "\(owner) is at it, until \(until.rfc3339) at the latest", hint: "wait for its end")
        case .full(let keys):
            throw Failure(
                .rotationFailed, "there is no room for another key: " + keys.map(\.summary).joined(separator: "; "),
                hint: "delete the one that nobody uses")
        case .stillUsed(let id, let at):
            throw Failure(
                .rotationFailed,
                "the old key \(id) was used at \(at.rfc3339), long after it was replaced: it stays good",
                hint: "find who uses it (CloudTrail), have them read the new one, then run again")
        case .parked(let explanation):
            throw Failure(
                .rotationParked, explanation,
                hint: "nothing is deleted; look, then cloud-extractor rotate resume, or abort")
        case .refused(let word): throw Failure(.rotationFailed, "the cloud makes no key: \(word)")
        case .lost:
            throw Failure(
                .rotationFailed, "the cloud's answer was lost; what there was of a new key is removed",
                hint: "run again")
        case .unproven:
            throw Failure(
                .rotationFailed, "the new key did not become good in time, and is removed again", hint: "run again")
        case .unstored(let word):
            throw Failure(.rotationFailed, "the new key could not be stored (\(word)), and is removed again")
        case .overtaken:
            throw Failure(.rotationBusy, "somebody else has changed the secret meanwhile", hint: "run again")
        case .vaultFailed(let word):
            throw Failure(.vaultUnreachable, "Vault does not take the write: \(word)", hint: "run again")
        case .providerFailed(let word):
            throw Failure(.cloudRefused, "the cloud did not do it: \(word)", hint: "run again")
        }
    }
}

extension IssuedKey {
    fileprivate var summary: String {
        "\(id) of \(createdAt.rfc3339), \(isEnabled ? "on" : "off"), \(lastUsed.map { "last used \($0.rfc3339)" } ?? "never used")"
    }
}
