// SPDX-License-Identifier: Apache-2.0
import Audit
package import Posix
import Snapshot

/// What every run of the program stands on: what is configured, the way into Vault, who watches, and the time.
package struct RunContext: Sendable {
    package let configuration: AgentConfiguration
    let version: String
    let observer: any SnapshotObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>
    let gate: VaultGate

    package init(
        _ configuration: AgentConfiguration, version: String, observer: any SnapshotObserver,
        wallClock: any WallClock = SystemClock(), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
        self.clock = clock
        gate = VaultGate(configuration.vault, clock: clock)
    }

    /// - Parameter run: the id that the entries of this run have in common.
    func openLog(run: String = SnapshotID().text) throws(AgentError) -> AuditLog {
        do {
            return try AuditLog.open(
                directory: configuration.audit.directory, verifier: configuration.audit.verifier, run: run,
                actor: "cloud-extractor/\(version)", clock: wallClock)
        } catch {
            throw .audit(error)
        }
    }

    /// Opens the audit log, logs in, gives the log its key, does the work, and on every way out revokes the token and
    /// seals the log.
    func withSecrets<R: Sendable>(
        run: String = SnapshotID().text, _ work: @Sendable (VaultSecrets, AuditLog) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let log = try openLog(run: run)
        return try await withSession(log) { (secrets) async throws(AgentError) in
            try await secrets.adoptSigner()
            return try await work(secrets, log)
        }
    }
}

/// Work in a context; most of it looks at the same few things.
protocol ContextualRun: Sendable {
    var context: RunContext { get }
}

extension ContextualRun {
    var configuration: AgentConfiguration { context.configuration }
    var observer: any SnapshotObserver { context.observer }
    var wallClock: any WallClock { context.wallClock }
    var clock: any Clock<Duration> { context.clock }
}
