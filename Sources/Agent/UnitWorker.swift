// SPDX-License-Identifier: Apache-2.0
import AWS
import Audit
import Cloud
import Posix
import Sealing
import Snapshot
import Transports

/// Why a unit cannot be finished, whatever the cloud says: it ends the snapshot.
enum WorkError: Error {
    case transport(TransportError)
    case sealing(FernetError)
    case audit(AuditError)
}

/// Runs one unit: extracts, seals, hashes and delivers, record by record.
struct UnitWorker: Sendable {
    let snapshot: SnapshotID
    let key: FernetKey
    let transport: any Transport
    let sessions: OpenedSessions
    let redaction: Redaction
    let batchSize: Int
    let clock: any WallClock

    func run(_ entry: SnapshotPlan.Entry) async throws(WorkError) -> Manifest.Unit {
        let stream = try await open(entry.unit)
        var output = try UnitOutput(stream: stream, key: key, snapshot: snapshot, batchSize: batchSize, clock: clock)
        let tally = CallTally()
        var report = try await extract(entry, &output, tally)
        try await output.finish()
        report.records = output.records
        report.incompleteRecords = output.incompleteRecords
        report.calls = tally.calls
        report.retries = tally.retries
        let session = if case .read(let planned) = entry.work { sessions.place(of: planned) } else { nil as Int? }
        return Manifest.Unit(
            unit: entry.unit, report: report, root: output.root, bytes: output.bytes, session: session,
            selection: entry.selection.json)
    }

    private func extract(
        _ entry: SnapshotPlan.Entry, _ output: inout UnitOutput, _ tally: CallTally
    ) async throws(WorkError) -> UnitReport {
        let place: Int
        switch entry.work {
        case .ended(let report): return report
        case .read(let session): place = session
        }
        do throws(ExtractionError<WorkError>) {
            let session: AWSSession
            do throws(AWSError) {
                session = try sessions.session(place)
            } catch {
                throw .cloud(error)
            }
            try await AWSExtractor(
                entry.resource, session: session, unit: entry.unit, redaction: redaction, selection: entry.selection
            )
            .run(tally) { (record) async throws(WorkError) in try await output.append(record) }
            return UnitReport(outcome: .complete)
        } catch {
            switch error {
            case .cloud(let error):
                if case .unannounced(let cause) = error.kind { throw .audit(cause) }
                return error.report
            case .sink(let error): throw error
            }
        }
    }

    private func open(_ unit: WorkUnit) async throws(WorkError) -> any RecordStream {
        do {
            return try await transport.open(unit.path)
        } catch {
            throw .transport(error)
        }
    }
}
