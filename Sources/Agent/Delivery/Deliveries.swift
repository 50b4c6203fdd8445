// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Posix
import Sealing
import Snapshot
import Transports

/// A place that has not got a closed snapshot yet, and why.
package struct Undelivered: Sendable {
    package let address: String
    package let cause: AgentError
}

/// Takes closed snapshots to where the configuration wants them.
struct Deliveries: Sendable {
    let configuration: AgentConfiguration
    let secrets: VaultSecrets
    let log: AuditLog
    let observer: any RunObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>

    /// What a snapshot is called that everybody has and that is to go.
    static let deliveredSuffix = ".delivered"

    /// Takes a snapshot to every place that is outstanding, all at a time. One that fails stops none of the others.
    ///
    /// - Returns: what is still outstanding.
    func deliver(_ snapshot: ClosedSnapshot, _ record: DeliveryRecord) async throws(AgentError) -> [Undelivered] {
        guard let lock = try SnapshotLock.take(snapshot.directory) else {
            return record.outstanding.map {
                Undelivered(address: $0, cause: .beingDelivered(SnapshotID(snapshot.id) ?? SnapshotID()))
            }
        }
        defer { extendLifetime(lock) }
        let undelivered = await withTaskGroup(of: Undelivered?.self) { group in
            for address in record.outstanding {
                group.addTask {
                    do throws(AgentError) {
                        try await deliver(snapshot, record, to: address)
                        return nil
                    } catch {
                        return Undelivered(address: address, cause: error)
                    }
                }
            }
            var left: [Undelivered] = []
            while let outcome = await group.next() {
                if let outcome { left.append(outcome) }
            }
            return left
        }
        if undelivered.isEmpty { try finish(snapshot, record) }
        return undelivered.sorted { $0.address < $1.address }
    }

    private func deliver(
        _ snapshot: ClosedSnapshot, _ record: DeliveryRecord, to address: String
    ) async throws(AgentError) {
        guard let settings = configuration.transport.destinations.first(where: { $0.address == address }) else {
            throw .unknownDestination(address)
        }
        let retry = DeliveryRetry(configuration.processing.backoff, clock: clock)
        let destination = try await secrets.destination(settings, retry, wallClock)
        let target = Courier.target(snapshot.id, address)
        observer.step("delivering \(snapshot.id) to \(address)")
        let result: Result<Void, DeliveryError>
        do throws(AuditError) {
            result = try await log.announcing(
                SnapshotDelivery.self, target: target, detail: ["files": JSONValue(snapshot.files.count)],
                act: { (receipt) async throws(DeliveryError) in
                    try await Courier(snapshot, record).deliver(to: destination, receipt)
                },
                outcome: { ["result": .string($0.failure?.word ?? "ok")] })
        } catch {
            throw .audit(error)
        }
        if let failure = result.failure { throw .delivery(address, failure) }
    }

    /// Everybody has it.
    private func finish(_ snapshot: ClosedSnapshot, _ record: DeliveryRecord) throws(AgentError) {
        do throws(SystemError) {
            // Out of its name first: half of it must not stand there.
            let waste = "\(snapshot.directory)\(Self.deliveredSuffix)"
            if !record.keeps { try DurableFile.move(snapshot.directory, to: waste) }
            try record.remove()
            if !record.keeps { try Directory.removeTree(waste) }
        } catch {
            throw .output(error)
        }
    }
}

extension ClosedSnapshot {
    /// - Parameter manifest: of what lies in the directory, signed.
    init(directory: String, _ manifest: Manifest) {
        let records = manifest.units.flatMap { unit in
            manifest.files(of: unit).map {
                File(path: $0, records: manifest.storage.layout == .perUnit ? unit.report.records : 1)
            }
        }
        self.init(
            id: manifest.snapshot.text, directory: directory,
            closedAt: Timestamp(rfc3339: manifest.completedAt) ?? SystemClock().now(), records: records)
    }
}
