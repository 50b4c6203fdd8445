// SPDX-License-Identifier: Apache-2.0
package import Cloud
import JSON

extension Manifest {
    /// Credentials that units were read with, and all that they were allowed.
    package struct Session: Sendable, Equatable {
        package let provider: Provider
        package let account: String
        package let principal: String
        package let permissions: [String]
        /// SHA-256 of the inline policy as it was sent, in hex; nil where the cloud takes none.
        package let policyDigest: String?
        /// Percent of the cloud's own limit.
        package let packedPolicySize: Int?
        /// Where alone they were allowed; everywhere if there are none.
        package let regions: [String]
        /// What came of trying actions that were not allowed: `denied`, or what the cloud said instead.
        package let denials: [Denial]
        /// What it was found to be allowed beyond ``permissions``; nil where it was not asked, or could not be.
        package let excess: [String]?
        /// What of ``permissions`` it was found not to have; nil where it was not asked, or could not be.
        package let lack: [String]?

        package init(
            provider: Provider, account: String, principal: String, permissions: [String], regions: [String],
            policyDigest: String?, packedPolicySize: Int?, denials: [Denial],
            excess: [String]? = nil, lack: [String]? = nil
        ) {
            self.provider = provider
            self.account = account
            self.principal = principal
            self.permissions = permissions
            self.policyDigest = policyDigest
            self.packedPolicySize = packedPolicySize
            self.regions = regions
            self.denials = denials
            self.excess = excess
            self.lack = lack
        }
    }

    /// The proof that a session could not do more than it should.
    package struct Denial: Sendable, Equatable {
        /// The permission that was tried, and that the session does not hold.
        package let action: String
        /// `denied`, `allowed`, or the cloud's code.
        package let result: String

        package init(action: String, result: String) {
            self.action = action
            self.result = result
        }
    }
}

extension Manifest.Session {
    var json: JSONValue {
        var object: JSONObject = [
            "provider": .string(provider.rawValue), "account_id": .string(account), "principal": .string(principal),
            "permissions": JSONValue(strings: permissions), "regions": JSONValue(strings: regions),
            "denials": .array(
                denials.map { ["action": .string($0.action), "result": .string($0.result)] }),
        ]
        if let policyDigest { object["policy_sha256"] = .string(policyDigest) }
        if let excess { object["excess"] = JSONValue(strings: excess) }
        if let lack { object["lack"] = JSONValue(strings: lack) }
        if let packedPolicySize { object["packed_policy_size"] = JSONValue(packedPolicySize) }
        return .object(object)
    }

    init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.string.flatMap(Provider.init), let account = json["account_id"]?.string,
            let principal = json["principal"]?.string,
            let permissions = json["permissions"]?.array?.compactMap(\.string),
            let regions = json["regions"]?.array?.compactMap(\.string),
            let denials = json["denials"]?.array
        else { return nil }
        var proofs: [Manifest.Denial] = []
        for denial in denials {
            guard let action = denial["action"]?.string, let result = denial["result"]?.string else { return nil }
            proofs.append(Manifest.Denial(action: action, result: result))
        }
        self.init(
            provider: provider, account: account, principal: principal, permissions: permissions,
            regions: regions, policyDigest: json["policy_sha256"]?.string,
            packedPolicySize: json["packed_policy_size"]?.integer,
            denials: proofs,
            excess: json["excess"]?.array?.compactMap(\.string), lack: json["lack"]?.array?.compactMap(\.string))
    }
}
