// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot
import Transports

extension SnapshotRun {
    /// Takes the snapshot, now that it is closed, to where it is wanted. Whatever fails, it is whole, and kept.
    func deliver(
        _ manifest: Manifest, _ location: String?, _ secrets: VaultSecrets
    ) async throws(AgentError) -> Outcome {
        let transport = configuration.transport
        guard let location, let record = try deliveryRecord() else {
            return Outcome(manifest: manifest, locations: location.map { [$0] } ?? [], undelivered: [])
        }
        let deliveries = Deliveries(
            settings: transport, processing: configuration.processing, secrets: secrets, log: secrets.log,
            observer: observer, wallClock: wallClock, clock: clock)
        let undelivered = try await deliveries.deliver(ClosedSnapshot(directory: location, manifest), record)
        let isHere = transport.keeps || !undelivered.isEmpty
        return Outcome(
            manifest: manifest,
            locations: isHere ? [location] : transport.destinations.map { "\($0.address)/\(manifest.snapshot)" },
            undelivered: undelivered)
    }

    private func deliveryRecord() throws(AgentError) -> DeliveryRecord? {
        guard let directory = configuration.transport.directory else { return nil }
        do {
            return try DeliveryRecord.read(in: directory, snapshot.text)
        } catch {
            throw .output(error)
        }
    }
}
