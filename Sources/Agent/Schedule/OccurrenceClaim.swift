// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Vault

/// One agent of several takes an occurrence of a job, by a check-and-set write: the others find it taken. Who has taken
/// one and ends before it is done has it run nowhere: at most once, never twice.
struct OccurrenceClaim: Sendable {
    private static let attempts = 5

    let context: RunContext
    /// Before the job's name in the secret's.
    let lock: String

    /// - Returns: whether it is ours.
    func take(_ occurrence: Timestamp, of job: String) async throws(AgentError) -> Bool {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            for _ in 0..<Self.attempts {
                let (taken, condition) = try await found(secrets, job)
                if let taken, taken >= occurrence { return false }
                if try await write(occurrence, of: job, secrets, condition) { return true }
            }
            return false
        }
    }

    private func found(_ secrets: VaultSecrets, _ job: String) async throws(AgentError) -> (Timestamp?, KVCondition) {
        do throws(AgentError) {
            let secret = try await secrets.read("\(lock)/\(job)", purpose: "who runs it?")
            guard let version = secret.version else {
                throw .vault(.needsVersion2(path: secret.path))
            }
            return ((try? secret.text("occurrence")).flatMap { Timestamp(rfc3339: $0) }, .version(version))
        } catch {
            if case .vault(.missing) = error { return (nil, .absent) }
            throw error
        }
    }

    /// - Returns: false where somebody was there before, or the answer was lost.
    private func write(
        _ occurrence: Timestamp, of job: String, _ secrets: VaultSecrets, _ condition: KVCondition
    ) async throws(AgentError) -> Bool {
        var fields = KVFields()
        fields.set("occurrence", occurrence.rfc3339)
        fields.set("owner", ProcessIdentity.current)
        let written = fields
        let mount = context.configuration.vault.mount
        let path = context.configuration.secretPath("\(lock)/\(job)")
        do throws(AgentError) {
            _ = try await secrets.announced(
                SecretWrite.self, target: mount.target(of: path), detail: ["claim": .string(occurrence.rfc3339)]
            ) { (receipt) async throws(VaultError) in
                try await secrets.session.write(written, to: path, in: mount, if: condition, receipt)
            }
            return true
        } catch {
            switch error {
            case .vault(.versionMismatch), .vault(.outcomeUnknown): return false
            default: throw error
            }
        }
    }
}
