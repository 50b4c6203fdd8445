// SPDX-License-Identifier: Apache-2.0

/// What came of an action. A word is for people: `AccessDenied`, `sealed`.
package enum RotationEvent: Sendable, Hashable {
    case read(RotationDocument)
    case readFailed(word: String)
    case listed([IssuedKey])
    case listFailed(word: String)
    case written
    /// The secret has changed since it was read; or an earlier write of ours had come through after all.
    case writeConflict
    /// It was done, or it was not.
    case writeUnknown
    /// It was not done.
    case writeFailed(word: String)
    /// A key was made here; its private half is in memory.
    case prepared(mark: String)
    /// The secret of the key is held in memory until it is stored, unless it was stored before.
    case created(IssuedKey)
    /// There is no new key.
    case createRefused(word: String)
    /// There is a new key, or there is none.
    case createUnknown
    case probed(RotationProbe)
    /// Switched on, switched off, deleted; or it was so already.
    case changed
    /// Whether it was done is not known; doing it twice is doing it once.
    case changeFailed(word: String)
    case woke
}

/// What a credential was found to be good for.
package enum RotationProbe: Sendable, Hashable {
    /// It is whom it should be, and may do what it is for.
    case works
    /// The provider does not know it, or does not let it do that yet.
    case notYet
    /// It is somebody else.
    case otherPrincipal
}
