// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Sealing
import Snapshot

/// Reads the key ring for a purpose that stands in the audit log.
package struct KeyRingReader: Sendable {
    private let configuration: AgentConfiguration
    private let version: String
    private let observer: any SnapshotObserver
    private let wallClock: any WallClock

    package init(
        _ configuration: AgentConfiguration, version: String, observer: any SnapshotObserver,
        wallClock: any WallClock = SystemClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
    }

    /// - Parameter purpose: what the keys are for, in a word and an id.
    package func keyRing(purpose: String) async throws(AgentError) -> KeyRing {
        let gate = VaultGate(configuration: configuration, observer: observer, clock: ContinuousClock())
        let log = try gate.openLog(run: SnapshotID().text, version: version, wallClock: wallClock)
        return try await gate.withSecrets(log) { (secrets) async throws(AgentError) in
            try await secrets.keyRing(purpose: purpose)
        }
    }
}
