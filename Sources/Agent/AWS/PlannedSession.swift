// SPDX-License-Identifier: Apache-2.0
package import AWS

/// A session that is still to be opened.
package struct PlannedSession: Sendable, Equatable {
    /// Twelve digits.
    package let account: String
    package let policy: SessionPolicy
}
