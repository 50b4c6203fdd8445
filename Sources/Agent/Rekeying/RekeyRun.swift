// SPDX-License-Identifier: Apache-2.0
import Audit
import Sealing
package import Snapshot
import Transports

/// Seals closed snapshots anew under the primary key of the ring, and drops keys that nothing is sealed under.
package struct RekeyRun: ContextualRun {
    package struct Outcome: Sendable {
        package let rekeyed: [SnapshotID]
        /// Those that were under the primary key before.
        package let untouched: Int
        /// Those that could not be, and why.
        package let left: [(snapshot: SnapshotID, cause: AgentError)]
        /// The keys that have left the ring: none where anything was left.
        package let dropped: [String]
    }

    let context: RunContext
    private let use: KeyUse

    /// - Returns: nil where nothing is kept.
    package init?(_ context: RunContext) {
        guard let directory = context.configuration.transport.directory else { return nil }
        self.context = context
        use = KeyUse(configuration: context.configuration, directory: directory)
    }

    /// - Parameters:
    ///   - named: all closed snapshots if nil.
    ///   - dropped: ids of keys that leave the ring at the end; none does if one of them is needed.
    package func run(_ named: [SnapshotID]?, dropping dropped: [String]) async throws(AgentError) -> Outcome {
        try await context.withSecrets { (secrets, log) async throws(AgentError) in
            let ring = try await secrets.keyRing(purpose: "rotate")
            for id in dropped { try check(id, ring) }
            var rekeyed: [SnapshotID] = []
            var left: [(SnapshotID, AgentError)] = []
            let snapshots = if let named { named } else { try use.closed() }
            for snapshot in snapshots {
                if Task.isCancelled { throw .interrupted }
                do throws(AgentError) {
                    let rekeying = Rekeying(
                        configuration: configuration, directory: use.directory, ring: ring, log: log,
                        observer: observer, wallClock: wallClock)
                    if try await rekeying.rekey(snapshot) { rekeyed.append(snapshot) }
                } catch {
                    // One snapshot's trouble is none of the others'; that of the log is.
                    if case .audit = error { throw error }
                    left.append((snapshot, error))
                }
            }
            if left.isEmpty { try await drop(dropped, secrets) }
            return Outcome(
                rekeyed: rekeyed, untouched: snapshots.count - rekeyed.count - left.count, left: left,
                dropped: left.isEmpty ? dropped : [])
        }
    }

    private func drop(_ ids: [String], _ secrets: VaultSecrets) async throws(AgentError) {
        guard !ids.isEmpty else { return }
        let lock = try RingLock.alone(in: use.directory)
        defer { lock.release() }
        for id in ids {
            if let snapshot = try use.user(of: id) { throw .keyInUse(id: id, by: snapshot) }
        }
        for id in ids { try await secrets.dropKey(id) }
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
