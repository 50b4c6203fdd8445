// SPDX-License-Identifier: Apache-2.0

/// The role to assume, and as whom.
package struct RoleRequest: Sendable {
    package let role: RoleARN
    package let externalID: String?
    /// What CloudTrail shows; 2 to 64 of `[\w+=,.@-]`.
    package let sessionName: String
    /// 900 to 43,200 seconds.
    package let lifetime: Duration
    /// Stays with whatever is done in the session, and in those that are opened from it.
    package let sourceIdentity: String?
    /// Sorted by key.
    package let tags: [(key: String, value: String)]

    package init(
        role: RoleARN, externalID: String?, sessionName: String, lifetime: Duration, sourceIdentity: String? = nil,
        tags: [String: String] = [:]
    ) {
        self.role = role
        self.externalID = externalID
        self.sessionName = sessionName
        self.lifetime = lifetime
        self.sourceIdentity = sourceIdentity
        self.tags = tags.sorted(by: <).map { (key: $0.key, value: $0.value) }
    }
}
