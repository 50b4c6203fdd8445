// SPDX-License-Identifier: Apache-2.0
package import Posix

/// What is to be done next.
package enum RotationAction: Sendable, Hashable {
    /// The document is to be read.
    case read
    /// The provider is to be asked for the identity's keys.
    case list
    /// One check-and-set write, based on the version that was read or written last.
    case write(RotationDocument, SecretMove)
    /// A key is to be made here, in memory alone.
    case prepare
    /// A key is to be made, once: no provider could be asked twice for the same one.
    case create
    /// A stored key is to show what it is good for, once.
    case probe(id: String)
    case wait(until: Timestamp)
    case enable(id: String)
    case disable(id: String)
    case delete(id: String)
    case end(RotationEnding)
}

/// What of the secret's fields changes together with the document.
package enum SecretMove: Sendable, Hashable {
    case none
    /// The key that is held, or was prepared, becomes the pending one.
    case storePending
    /// The pending key, which is stored already, gets the id that the provider calls it by.
    case namePending
    case dropPending
    /// The pending one becomes the current one, and that the previous one.
    case promote
    case dropPrevious
    /// The previous and the current one change places.
    case swap
}
