// SPDX-License-Identifier: Apache-2.0
import Audit
package import Posix
import Snapshot
import Vault

/// What every run of the program stands on: what is configured, the way into Vault, who watches, and the time.
package struct RunContext: Sendable {
    package private(set) var configuration: AgentConfiguration
    package let version: String
    private(set) var observer: any RunObserver
    package let wallClock: any WallClock
    package let clock: any Clock<Duration>
    private(set) var gate: VaultGate

    package init(
        _ configuration: AgentConfiguration, version: String, observer: any RunObserver,
        wallClock: any WallClock = SystemClock(), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
        self.clock = clock
        gate = VaultGate(configuration.vault, clock: clock)
    }

    /// As this one, with another watcher.
    package func watched(by observer: any RunObserver) -> RunContext {
        var other = self
        other.observer = observer
        return other
    }

    /// As this one, with another configuration. The way into Vault stays the same one where its settings are.
    package func with(_ configuration: AgentConfiguration) -> RunContext {
        var other = self
        other.configuration = configuration
        if configuration.vault != self.configuration.vault {
            other.gate = VaultGate(configuration.vault, clock: clock, after: gate)
        }
        return other
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

    /// Opens the audit log, logs in, holds the log to its anchor, gives it its key, does the work, anchors what came of
    /// it, and on every way out revokes the token and seals the log.
    func withSecrets<R: Sendable>(
        run: String = SnapshotID().text, _ work: @Sendable (VaultSecrets, AuditLog) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let log = try openLog(run: run)
        return try await withSession(log) { (secrets) async throws(AgentError) in
            guard let anchor = LogAnchor(secrets, wallClock: wallClock) else {
                try await secrets.adoptSigner()
                return try await work(secrets, log)
            }
            // Before the log has its key: one that was rolled back is not signed anew.
            let held = try await anchor.settle()
            try await secrets.adoptSigner()
            let result = await Result.awaiting { () async throws(AgentError) in try await work(secrets, log) }
            if case .failure(let error) = result, error.isOfVaultItself {
                anchor.leftToNextRun(error)
            } else {
                try await anchor.follow(held)
            }
            return try result.get()
        }
    }
}

/// Work in a context; most of it looks at the same few things.
protocol ContextualRun: Sendable {
    var context: RunContext { get }
}

extension ContextualRun {
    var configuration: AgentConfiguration { context.configuration }
    var observer: any RunObserver { context.observer }
    var wallClock: any WallClock { context.wallClock }
    var clock: any Clock<Duration> { context.clock }
}

extension AgentError {
    /// Nothing more can be had from Vault for now.
    fileprivate var isOfVaultItself: Bool {
        switch self {
        case .vault(.unreachable), .vault(.sealed), .vault(.unavailable), .vault(.tokenInvalid): true
        default: false
        }
    }
}
