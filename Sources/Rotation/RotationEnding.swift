// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Why there is nothing more to do now.
package enum RotationEnding: Sendable, Hashable {
    /// Nothing is under way.
    case idle
    /// The new credential is the current one; the old one is good until then.
    case grace(until: Timestamp)
    /// The old one is switched off, and is deleted then.
    case soak(until: Timestamp)
    /// The old one is gone.
    case retired
    case rolledBack(graceUntil: Timestamp)
    /// What was begun was taken back.
    case aborted
    /// Nothing more can be aborted: the new credential is the current one. It can be rolled back.
    case tooLate
    /// There is no previous credential that could be the current one again.
    case nothingToRollBack
    /// Another process is at it.
    case busy(owner: String, until: Timestamp)
    /// The identity has as many keys as it may have.
    case full([IssuedKey])
    /// Somebody uses the old credential still.
    case stillUsed(id: String, at: Timestamp)
    case parked(explanation: String)
    /// The provider makes no key.
    case refused(word: String)
    /// The answer to the creation was lost; what there was of it is removed.
    case lost
    /// The new key was stored and did not become good in time; it is removed.
    case unproven
    /// The new key could not be stored, and is removed again.
    case unstored(word: String)
    /// Somebody else has written the secret meanwhile.
    case overtaken
    case vaultFailed(word: String)
    case providerFailed(word: String)
}
