// SPDX-License-Identifier: Apache-2.0
import AWS
import Ciphers
import Cloud
import Snapshot

extension Manifest.Session {
    init(_ session: AWSSession) {
        self.init(
            provider: .aws, account: session.facts.accountID, principal: session.facts.principal,
            permissions: session.policy.actions.map(\.name), regions: session.policy.regions,
            policyDigest: Hex.string(SHA256.hash(Array(session.policy.text.utf8))),
            packedPolicySize: session.facts.packedPolicySize,
            denials: session.facts.denials.map {
                Manifest.Denial(action: $0.action.name, result: $0.result.word)
            })
    }
}
