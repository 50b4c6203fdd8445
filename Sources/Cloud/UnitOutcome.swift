// SPDX-License-Identifier: Apache-2.0

/// How a unit ended. Only `complete` says that what is not in its records was not there.
package enum UnitOutcome: String, Sendable, CaseIterable {
    /// Every page was read.
    case complete
    /// The cloud does not let us.
    case denied
    /// Anything else went wrong.
    case failed
    /// The cloud asked us to slow down until no attempt was left.
    case throttled
    /// The account does not have the region or the service: there is nothing that could be asked.
    case disabled
    /// It was not attempted.
    case skipped

    /// All that was wanted of the unit was read, or there is nothing that could be.
    package var isWhole: Bool { self == .complete || self == .disabled }
}
