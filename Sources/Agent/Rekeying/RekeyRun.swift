// SPDX-License-Identifier: Apache-2.0
import Audit
package import Posix
import Sealing
package import Snapshot
import Transports

/// Seals closed snapshots anew under the primary key of the ring, and drops keys that nothing is sealed under.
package struct RekeyRun: Sendable {
    package struct Outcome: Sendable {
        package let rekeyed: [SnapshotID]
        /// Those that were under the primary key before.
        package let untouched: Int
    }

    private let configuration: AgentConfiguration
    private let version: String
    private let observer: any SnapshotObserver
    private let wallClock: any WallClock
    private let use: KeyUse

    /// - Returns: nil where nothing is kept.
    package init?(
        _ configuration: AgentConfiguration, version: String, observer: any SnapshotObserver,
        wallClock: any WallClock = SystemClock()
    ) {
        guard let directory = configuration.transport.directory else { return nil }
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
        use = KeyUse(configuration: configuration, directory: directory)
    }

    /// - Parameters:
    ///   - named: all closed snapshots if nil.
    ///   - dropped: ids of keys that leave the ring at the end; none does if one of them is needed.
    package func run(_ named: [SnapshotID]?, dropping dropped: [String]) async throws(AgentError) -> Outcome {
        let gate = VaultGate(configuration: configuration, observer: observer, clock: ContinuousClock())
        let log = try gate.openLog(run: SnapshotID().text, version: version, wallClock: wallClock)
        return try await gate.withSecrets(log) { (secrets) async throws(AgentError) in
            let ring = try await secrets.keyRing(purpose: "rotate")
            for id in dropped { try check(id, ring) }
            var rekeyed: [SnapshotID] = []
            let snapshots = if let named { named } else { try use.closed() }
            for snapshot in snapshots {
                if Task.isCancelled { throw .interrupted }
                if try await Rekeying(
                    configuration: configuration, directory: use.directory, ring: ring, log: log, observer: observer,
                    wallClock: wallClock
                ).rekey(snapshot) {
                    rekeyed.append(snapshot)
                }
            }
            for id in dropped {
                if let snapshot = try use.user(of: id) { throw .keyInUse(id: id, by: snapshot) }
            }
            for id in dropped { try await secrets.dropKey(id) }
            return Outcome(rekeyed: rekeyed, untouched: snapshots.count - rekeyed.count)
        }
    }

    /// Before anything is done.
    private func check(_ id: String, _ ring: KeyRing) throws(AgentError) {
        guard id != ring.primary.id else { throw .primaryKey(id: id) }
        guard ring.key(id: id) != nil else { throw .snapshot(.unknownKey(id: id)) }
        if let destination = configuration.transport.destinations.first {
            throw .copiesElsewhere(key: id, address: destination.address)
        }
    }
}
