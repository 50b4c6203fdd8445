// SPDX-License-Identifier: Apache-2.0
import Posix
package import Snapshot
import Transports

/// Delivers closed snapshots that are not yet everywhere they should be.
package struct DeliveryRun: ContextualRun {
    package struct Outcome: Sendable {
        package let delivered: [SnapshotID]
        package let undelivered: [(snapshot: SnapshotID, place: Undelivered)]
    }

    let context: RunContext
    private let directory: String

    /// - Returns: nil where nothing is kept.
    package init?(_ context: RunContext) {
        guard let directory = context.configuration.transport.directory else { return nil }
        self.context = context
        self.directory = directory
    }

    /// The snapshots of which something is outstanding and that are closed, by their time.
    package func pending() throws(AgentError) -> [SnapshotID] {
        try sweep()
        return try SnapshotID.all(in: directory, suffix: DeliveryRecord.suffix).filter {
            Directory.kind(of: "\(directory)/\($0)") == .directory
        }
    }

    /// What a run has left that ended while it removed what everybody has.
    private func sweep() throws(AgentError) {
        let waste = try SnapshotID.all(in: directory, suffix: Deliveries.deliveredSuffix)
        do throws(SystemError) {
            for id in waste {
                if let record = try DeliveryRecord.read(in: directory, id.text), record.outstanding.isEmpty {
                    try record.remove()
                }
                try Directory.removeTree("\(directory)/\(id)\(Deliveries.deliveredSuffix)")
            }
        } catch {
            throw .output(error)
        }
    }

    /// Each is verified first: what was changed since it was closed is not delivered.
    ///
    /// - Parameter snapshots: those of which nothing is outstanding are taken to every place of the configuration.
    package func run(_ snapshots: [SnapshotID]) async throws(AgentError) -> Outcome {
        try await context.withSecrets { (secrets, log) async throws(AgentError) in
            let deliveries = Deliveries(
                configuration: configuration, secrets: secrets, log: log,
                observer: observer, wallClock: wallClock, clock: clock)
            var delivered: [SnapshotID] = []
            var undelivered: [(SnapshotID, Undelivered)] = []
            for id in snapshots {
                if Task.isCancelled { throw .interrupted }
                do throws(AgentError) {
                    let left = try await deliveries.deliver(try verified(id), try record(id))
                    if left.isEmpty { delivered.append(id) }
                    undelivered += left.map { (id, $0) }
                    if Task.isCancelled, !left.isEmpty { throw .interrupted }
                } catch {
                    // One snapshot's trouble is none of the others'; that of the log is, and the end of the run.
                    switch error {
                    case .audit, .interrupted: throw error
                    default: break
                    }
                    undelivered.append((id, Undelivered(address: "its places", cause: error)))
                }
            }
            return Outcome(delivered: delivered, undelivered: undelivered)
        }
    }

    private func verified(_ id: SnapshotID) throws(AgentError) -> ClosedSnapshot {
        let path = "\(directory)/\(id)"
        return ClosedSnapshot(directory: path, try configuration.verified(path).manifest)
    }

    private func record(_ id: SnapshotID) throws(AgentError) -> DeliveryRecord {
        do throws(SystemError) {
            if let record = try DeliveryRecord.read(in: directory, id.text) { return record }
            return try configuration.transport.deliveryRecord(of: id, in: directory)
        } catch {
            throw .output(error)
        }
    }
}
