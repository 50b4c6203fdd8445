// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport

extension CloudRotation {
    /// - Parameter first: the key that Vault has while its secret names none yet.
    func sampler(first: String) -> CredentialSampler {
        CredentialSampler {
            let answers = try await lab.inTurn([
                lab.reading(kind.secret), lab.credentials(of: identity), lab.reading(kind.secret),
            ])
            let parsed = try answers.map { try JSONValue(parsing: Array($0.utf8).span) }
            func current(_ answer: JSONValue) -> String {
                answer["data"]?["data"]?[kind.idField]?.string ?? first
            }
            let valid = parsed[1].array?.filter { $0["valid"] == true } ?? []
            return CredentialSampler.Glance(
                before: current(parsed[0]), valid: Set(valid.compactMap { $0["key_id"]?.string }),
                after: current(parsed[2]))
        }
    }
}
