// SPDX-License-Identifier: Apache-2.0

/// One thing that the agent needs, and whether it has it.
package struct HealthCheck: Sendable, Hashable {
    /// `vault`, `aws_connectivity`, `filesystem`.
    package let name: String
    /// Nil in good health; else what is wrong, for people. Names places, never values.
    package let trouble: String?
}
