// SPDX-License-Identifier: Apache-2.0
package import Posix

/// How far the rotation of one credential has got: it stands beside the credential itself, in the same secret, and each
/// change of it is one check-and-set write. Holds no secret.
package struct RotationDocument: Sendable, Hashable {
    package enum Phase: String, Sendable, CaseIterable {
        /// Nothing is under way.
        case idle
        /// A key is to be made, or was: what came of it may be unknown.
        case intent
        /// The new key is stored, and not proven.
        case pending
        /// The pending key goes: it was not proven, or not wanted any more. It can never be the current one again.
        case discarding
        /// The new key has done what it is for, for a while.
        case verified
        /// The new key is the current one; the old one is good still.
        case promoted
        /// The old one is switched off.
        case disabled
        /// Something is not as it should be; a person must look.
        case parked
    }

    package var phase = Phase.idle
    /// Whose keys they are, as the provider calls it: known where the current key cannot say it any more.
    package var identity: String?
    /// Names the rotation that is under way, or the last one.
    package var rotation = ""
    /// The process that is at it.
    package var owner = ""
    package var begunAt: Timestamp?
    /// Until when nobody else may take it over, unless the owner is gone.
    package var deadline: Timestamp?
    /// The keys that there were when it began.
    package var seen: [String] = []
    package var current: String
    package var pending: String?
    /// What the provider knows the key by that is being made: see ``IssuedKey/mark``.
    package var mark: String?
    package var previous: String?
    package var promotedAt: Timestamp?
    /// From when on the previous one may be switched off.
    package var retireAt: Timestamp?
    /// From when on it may be deleted.
    package var deleteAt: Timestamp?
    /// Rotations in a row that came to nothing.
    package var failures = 0
    package var parkedFrom: Phase?
    /// What a person should know.
    package var explanation: String?
    /// Another one for each write: tells a write of this process from one of another.
    package var nonce = ""

    /// - Parameter current: the key of a secret that was never rotated.
    package init(current: String) { self.current = current }
}
