// SPDX-License-Identifier: Apache-2.0

/// The role to assume, and as whom.
package struct RoleRequest: Sendable {
    package let roleARN: String
    package let externalID: String?
    /// What CloudTrail shows; 2 to 64 of `[\w+=,.@-]`.
    package let sessionName: String
    /// 900 to 43,200 seconds.
    package let lifetime: Duration

    package init(roleARN: String, externalID: String?, sessionName: String, lifetime: Duration) {
        self.roleARN = roleARN
        self.externalID = externalID
        self.sessionName = sessionName
        self.lifetime = lifetime
    }
}
