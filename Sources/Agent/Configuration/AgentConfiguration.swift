// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
package import Audit
import Ciphers
import HTTP
package import Logging
import Posix
import StrictYAML
import Vault

/// What `production.yaml` and `extractors.yaml` say. Secrets never stand in them; they are named by their Vault path.
package struct AgentConfiguration: Sendable {
    package struct AuditSettings: Sendable {
        package let directory: String
        /// The name of the secret with the signing key.
        package let signingKey: String
        /// The public half: opens and checks logs and snapshots without Vault.
        package let verifier: NoteVerifier

        /// The name of the secret that keeps the log's last checkpoint; nil where none does.
        package let anchor: String?
        /// Seconds that entries may be without one before the agent's health is bad.
        package let anchorMaximumLag: Int64

        /// Checks the log.
        package var log: LogVerifier { LogVerifier(directory: directory, verifier: verifier) }

        /// A log for itself, elsewhere, under the same key: its anchor is its own, named after the directory.
        ///
        /// - Throws: ``AgentError/setting(_:)`` for a name that Vault could not have.
        fileprivate func moved(to directory: String) throws(AgentError) -> AuditSettings {
            var anchor = anchor
            // The same log by another name would come to an anchor that knows nothing of it.
            if let configured = anchor, !Directory.isSame(directory, self.directory) {
                let path = "\(configured)/\(directory.split(separator: "/").last ?? "")"
                guard (try? VaultPath(path)) != nil else {
                    throw .setting(
                        InvalidSetting(
                            name: "--audit-directory", reason: "its last part is no name for an anchor in Vault",
                            hint: "letters, digits and - _ . ~ @ + = only"))
                }
                anchor = path
            }
            return AuditSettings(
                directory: directory, signingKey: signingKey, verifier: verifier, anchor: anchor,
                anchorMaximumLag: anchorMaximumLag)
        }
    }

    package struct ProcessingSettings: Sendable, Equatable {
        /// Units at a time.
        package var workers = 4
        /// Records per write.
        package var batchSize = 100
        /// Attempts per call, the first included.
        package var attempts = 3
        package var retryDelay = Duration.seconds(1)
        var backoff: Backoff { Backoff(attempts: attempts, delay: retryDelay) }
        /// Of one service, for one account, in one region, at most; nil for whatever the cloud takes.
        package var callsPerSecond: Double?
    }

    /// `demo`, `prod`: part of every secret's path.
    package let environment: String
    package let vault: VaultSettings
    /// The name of the secret with the key ring.
    package let keyRing: String
    package internal(set) var audit: AuditSettings
    package let aws: AWSSettings?
    package let azure: AzureSettings?
    package let gcp: GCPSettings?
    package let transport: TransportSettings
    package let processing: ProcessingSettings
    /// Nil where there is no daemon.
    package let agent: AgentSettings?
    /// Nil where the daemon does only what it is asked to.
    package let schedule: ScheduleSettings?
    /// Nil where the daemon listens to nobody.
    package let api: APISettings?
    /// Of the daemon.
    package let logLevel: Logger.Level
    package internal(set) var extractors: ExtractorSettings
    /// SHA-256 of both files, in hex.
    package internal(set) var digest: String

    /// As this one, with the audit log elsewhere.
    ///
    /// - Throws: ``AgentError/setting(_:)`` for a directory after which no anchor can be called.
    package func auditing(in directory: String) throws(AgentError) -> AgentConfiguration {
        var other = self
        other.audit = try audit.moved(to: directory)
        return other
    }

    /// The path of a secret in the key-value engine.
    package func secretPath(_ name: String) -> String { "\(vault.prefix)/\(environment)/\(name)" }
}
