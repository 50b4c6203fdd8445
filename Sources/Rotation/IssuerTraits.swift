// SPDX-License-Identifier: Apache-2.0

/// What a provider can do with keys.
package struct IssuerTraits: Sendable, Hashable {
    /// By what a key whose secret was lost can be told to be of the rotation, and unused.
    package enum Evidence: Sendable, Hashable {
        /// It came up while the rotation asked for one, and the provider says that nobody has ever used it.
        case neverUsed
        /// The provider keeps with it what only this rotation has given it, see ``IssuedKey/mark``.
        case mark
        /// None: a person must look.
        case none
    }

    /// How many an identity may have; nil if that is not known.
    package let capacity: Int?
    /// A key can be switched off and on again.
    package let disables: Bool
    package let evidence: Evidence
    /// The private half is made here and is stored before the provider sees the public one, so that it is never lost.
    package let isMadeHere: Bool

    /// Over how many seconds trials of a new key are spread at least: so long the provider's servers may be of several
    /// minds.
    package let spread: Int64

    package init(
        capacity: Int?, disables: Bool, evidence: Evidence, isMadeHere: Bool = false, spread: Int64 = 60
    ) {
        self.spread = spread
        self.capacity = capacity
        self.disables = disables
        self.evidence = evidence
        self.isMadeHere = isMadeHere
    }
}
