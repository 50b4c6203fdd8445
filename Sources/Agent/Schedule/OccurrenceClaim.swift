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
    }

    /// - Returns: whether it is ours.
    /// - Throws: ``AgentError/claimedAhead(path:until:)``, ``AgentError/claimContended(path:)``, besides Vault's.
    func take(_ occurrence: Timestamp) async throws(AgentError) -> Bool {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            // The answer to an earlier write was lost: it may be ours that stands there.
            var isUnknown = false
            for _ in 0..<Self.attempts {
                let (claim, condition) = try await found(secrets)
                if let claim, claim.occurrence >= occurrence {
                    if isUnknown, claim.occurrence == occurrence, claim.owner == ProcessIdentity.current { return true }
                    try check(claim)
                    return false
                }
                switch try await write(occurrence, secrets, condition) {
                case .done: return true
                case .lost: continue
                case .unknown: isUnknown = true
                }
            }
            throw .claimContended(path: context.configuration.secretPath(secret))
        }
    }

    /// A clock that was once wrong, somewhere, would have the job done by nobody until then, and nobody know.
    private func check(_ claim: Claim) throws(AgentError) {
        guard claim.occurrence.seconds > context.wallClock.now().seconds + Self.toleratedSkew else { return }
        throw .claimedAhead(path: context.configuration.secretPath(secret), until: claim.occurrence)
    }

    private func found(_ secrets: VaultSecrets) async throws(AgentError) -> (Claim?, KVCondition) {
        do throws(AgentError) {
            let found = try await secrets.read(secret, purpose: "who runs it?")
            guard let version = found.version else {
                throw .vault(.needsVersion2(path: found.path))
            }
            let claim = (try? found.text("occurrence")).flatMap { Timestamp(rfc3339: $0) }.map {
                Claim(occurrence: $0, owner: (try? found.text("owner")) ?? "")
            }
            return (claim, .version(version))
        } catch {
            if case .vault(.missing) = error { return (nil, .absent) }
            throw error
        }
    }

    private enum Writing {
        case done
        /// Somebody was there before.
        case lost
        case unknown
    }

    private func write(
        _ occurrence: Timestamp, _ secrets: VaultSecrets, _ condition: KVCondition
    ) async throws(AgentError) -> Writing {
        var fields = KVFields()
        fields.set("occurrence", occurrence.rfc3339)
        fields.set("owner", ProcessIdentity.current)
        let written = fields
        let mount = context.configuration.vault.mount
        let path = context.configuration.secretPath(secret)
        do throws(AgentError) {
            _ = try await secrets.announced(
                SecretWrite.self, target: mount.target(of: path), detail: ["claim": .string(occurrence.rfc3339)]
            ) { (receipt) async throws(VaultError) in
                try await secrets.session.write(written, to: path, in: mount, if: condition, receipt)
            }
            return .done
        } catch {
            switch error {
            case .vault(.versionMismatch): return .lost
            case .vault(.outcomeUnknown): return .unknown
            default: throw error
            }
        }
    }
}
