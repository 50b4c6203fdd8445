// SPDX-License-Identifier: Apache-2.0

/// What a provider can do with keys.
package struct IssuerTraits: Sendable, Hashable {
    /// How many an identity may have; nil if that is not known.
    package let capacity: Int?
    /// A key can be switched off and on again.
    package let disables: Bool
    /// A key keeps the name of the rotation that made it, see ``IssuedKey/mark``.
    package let marks: Bool

    package init(capacity: Int?, disables: Bool, marks: Bool) {
        self.capacity = capacity
        self.disables = disables
        self.marks = marks
    }
}
