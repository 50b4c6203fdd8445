// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import JSON

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

extension SessionFacts {
    /// What the audit log says of it.
    var detail: JSONObject {
        [
            "principal": .string(principal),
            "denials": .array(
                denials.map { ["action": .string($0.action.name), "result": .string($0.result.word)] }),
        ]
    }
}
