// SPDX-License-Identifier: Apache-2.0

/// What the bearer of a token may do; the claim `roles` has them.
enum APIRole: String, Sendable, CaseIterable {
    /// Sees runs, plans and snapshots' manifests.
    case viewer
    /// Begins and cancels snapshots.
    case `operator`
    /// Begins and cancels rotations.
    case rotator
    /// Reads the audit log.
    case auditor
}
