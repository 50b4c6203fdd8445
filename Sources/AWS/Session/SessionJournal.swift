// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit

/// What is known of a session once it is open.
package struct SessionFacts: Sendable, Equatable {
    package let accountID: String
    /// Of the assumed role.
    package let principal: String
    /// How much of STS's own limit the policy takes, in percent.
    package let packedPolicySize: Int?
    /// Of what its policy does not hold.
    package let denials: [DenialProof]
}

/// Where sessions are announced before they are opened, the first time as well as when one is followed by another.
package protocol SessionJournal: Sendable {
    func announce(_ role: RoleRequest, _ policy: SessionPolicy) throws(AuditError) -> Receipt<AWSSessionOpen>
    func conclude(_ role: RoleRequest, _ result: Result<SessionFacts, CloudError>) throws(AuditError)
}
