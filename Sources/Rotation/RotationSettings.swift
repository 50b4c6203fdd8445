// SPDX-License-Identifier: Apache-2.0

/// How long things take, in seconds, and how often they are tried.
package struct RotationSettings: Sendable, Hashable {
    /// How long the old credential stays good behind the promotion of the new one: sessions of others end by then.
    package var grace: Int64 = 4 * 3600
    /// How long it stays switched off, and can be switched on again, before it is deleted.
    package var soak: Int64 = 24 * 3600
    /// How long a new credential is good, where it has an end of its own.
    package var lifetime: Int64 = 90 * 86_400
    /// How many probes must succeed one after the other.
    package var successes = 5
    /// Over what time; the provider's own if nil, see ``IssuerTraits/spread``.
    package var spread: Int64?
    /// How long a new credential may take to be stored, and how long then to become good.
    package var patience: Int64 = 600
    /// When a key that was asked for must have shown up in listings.
    package var settling: Int64 = 120
    /// How many listings must agree that there is none.
    package var listings = 3
    /// Between two looks at the same thing.
    package var poll: Int64 = 2
    /// How often something that failed is tried, and how many rotations may fail before a person must look.
    package var attempts = 3
    /// By how much clocks may disagree.
    package var skew: Int64 = 60
    /// An old credential that is used so long after the promotion is used by somebody who has not heard of it.
    package var quiet: Int64 = 3600

    package init() {}
}
