// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Vault

/// One agent of several takes an occurrence of a job, by a check-and-set write: the others find it taken. Who has taken
/// one and ends before it is done has it run nowhere: at most once, never twice.
struct OccurrenceClaim: Sendable {
    private static let attempts = 5
    /// Seconds that the clocks of agents may be apart.
    private static let toleratedSkew: Int64 = 60

    let context: RunContext
    /// The name of the secret that says it, see ``ScheduleSettings/claim(of:)``.
    let secret: String

    private struct Claim {
        let occurrence: Timestamp
        let owner: String

        /// - Returns: nil for what says no occurrence: it holds nobody up.
        init?(_ secret: KVSecret) {
            guard let text = try? secret.text("occurrence"), let occurrence = Timestamp(rfc3339: text) else {
                return nil
            }
            self.occurrence = occurrence
            owner = (try? secret.text("owner")) ?? ""
        }
    }

    /// - Returns: whether it is ours.
    /// - Throws: ``AgentError/claimedAhead(path:until:)``, ``AgentError/claimContended(path:)``, besides Vault's.
    func take(_ occurrence: Timestamp) async throws(AgentError) -> Bool {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            let register = VaultRegister(secrets: secrets, name: secret)
            var fields = KVFields()
            fields.set("occurrence", occurrence.rfc3339)
            fields.set("owner", ProcessIdentity.current)
            // The answer to an earlier write was lost: it may be ours that stands there.
            var isUnknown = false
            for _ in 0..<Self.attempts {
                let (found, condition) = try await register.read(purpose: "who runs it?")
                if let claim = found.flatMap(Claim.init), claim.occurrence >= occurrence {
                    if isUnknown, claim.occurrence == occurrence, claim.owner == ProcessIdentity.current { return true }
                    try check(claim, register.path)
                    return false
                }
                switch try await register.write(
                    fields, if: condition, detail: ["claim": .string(occurrence.rfc3339)])
                {
                case .done: return true
                case .overtaken: continue
                case .unknown: isUnknown = true
                }
            }
            throw .claimContended(path: register.path)
        }
    }

    /// A clock that was once wrong, somewhere, would have the job done by nobody until then, and nobody know.
    private func check(_ claim: Claim, _ path: String) throws(AgentError) {
        guard claim.occurrence.seconds > context.wallClock.now().seconds + Self.toleratedSkew else { return }
        throw .claimedAhead(path: path, until: claim.occurrence)
    }
}
