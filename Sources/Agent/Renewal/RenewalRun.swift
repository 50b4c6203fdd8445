// SPDX-License-Identifier: Apache-2.0
import Audit
package import Posix
import Snapshot

/// Replaces a secret of the program's own: a key of the ring, the key that signs, the AppRole's secret id. One run each.
package struct RenewalRun: Sendable {
    let configuration: AgentConfiguration
    private let version: String
    let observer: any SnapshotObserver
    let wallClock: any WallClock

    package init(
        _ configuration: AgentConfiguration, version: String, observer: any SnapshotObserver,
        wallClock: any WallClock = SystemClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
    }

    func withSecrets<R: Sendable>(
        _ work: @Sendable (VaultSecrets) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let gate = VaultGate(configuration: configuration, observer: observer, clock: ContinuousClock())
        let log = try gate.openLog(run: SnapshotID().text, version: version, wallClock: wallClock)
        return try await gate.withSecrets(log) { (secrets) async throws(AgentError) in try await work(secrets) }
    }
}
