// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot
import Transports

extension Deliveries {
    /// Takes a snapshot, now that it is closed, to where it is wanted. Whatever fails, it is whole, and kept.
    func deliver(_ manifest: Manifest, at location: String?) async throws(AgentError) -> SnapshotRun.Outcome {
        let transport = configuration.transport
        guard let location, let record = try record(of: manifest.snapshot) else {
            return SnapshotRun.Outcome(manifest: manifest, locations: location.map { [$0] } ?? [], undelivered: [])
        }
        let undelivered = try await deliver(ClosedSnapshot(directory: location, manifest), record)
        let isHere = transport.keeps || !undelivered.isEmpty
        return SnapshotRun.Outcome(
            manifest: manifest,
            locations: isHere ? [location] : transport.destinations.map { "\($0.address)/\(manifest.snapshot)" },
            undelivered: undelivered)
    }

    private func record(of snapshot: SnapshotID) throws(AgentError) -> DeliveryRecord? {
        guard let directory = configuration.transport.directory else { return nil }
        do {
            return try DeliveryRecord.read(in: directory, snapshot.text)
        } catch {
            throw .output(error)
        }
    }
}
