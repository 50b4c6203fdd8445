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
    /// The name of the secret that says it, see ``ScheduleSettings/claim(of:)``.
    let secret: String

    /// - Returns: whether it is ours.
    func take(_ occurrence: Timestamp) async throws(AgentError) -> Bool {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            for _ in 0..<Self.attempts {
                let (taken, condition) = try await found(secrets)
                if let taken, taken >= occurrence { return false }
                if try await write(occurrence, secrets, condition) { return true }
            }
            return false
        }
    }

    private func found(_ secrets: VaultSecrets) async throws(AgentError) -> (Timestamp?, KVCondition) {
        do throws(AgentError) {
            let found = try await secrets.read(secret, purpose: "who runs it?")
            guard let version = found.version else {
                throw .vault(.needsVersion2(path: found.path))
            }
            return ((try? found.text("occurrence")).flatMap { Timestamp(rfc3339: $0) }, .version(version))
        } catch {
            if case .vault(.missing) = error { return (nil, .absent) }
            throw error
        }
    }

    /// - Returns: false where somebody was there before, or the answer was lost.
    private func write(
        _ occurrence: Timestamp, _ secrets: VaultSecrets, _ condition: KVCondition
    ) async throws(AgentError) -> Bool {
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
            return true
        } catch {
            switch error {
            case .vault(.versionMismatch), .vault(.outcomeUnknown): return false
            default: throw error
            }
        }
    }
}
