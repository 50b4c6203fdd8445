// SPDX-License-Identifier: Apache-2.0

/// Something that this program does to the world and that an auditor wants to know of: each module that has such
/// effects names them with types of its own.
package protocol AuditedEffect: Sendable {
    /// What entries call it: `vault.login`.
    static var action: String { get }
}

/// The proof that an entry announcing the effect is on stable storage. Only ``AuditLog`` makes one; an effect spends it,
/// so that one entry never covers two effects, nor an effect on something else.
package struct Receipt<Effect: AuditedEffect>: ~Copyable, Sendable {
    /// The entry's place in the log.
    package let index: UInt64
    private let target: String

    init(index: UInt64, target: String) {
        self.index = index
        self.target = target
    }

    /// To be called by the effect, first, with what it is about to be done to.
    package consuming func spend(on target: String) {
        precondition(target == self.target, "\(Effect.action) was announced for another target")
    }
}
