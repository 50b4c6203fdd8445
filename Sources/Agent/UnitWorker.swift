// SPDX-License-Identifier: Apache-2.0
import Access
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
    let batchSize: Int
    let clock: any WallClock

    func run(_ planned: PlannedUnit) async throws(WorkError) -> Manifest.Unit {
        let stream = try await open(planned.unit)
        var output = try UnitOutput(stream: stream, key: key, snapshot: snapshot, batchSize: batchSize, clock: clock)
        let tally = CallTally()
        var report: UnitReport
        var session: Int?
        switch planned.work {
        case .ended(let ended): report = ended
        case .read(let extractor, let place):
            report = try await extract(extractor, &output, tally)
            session = place
            if report.outcome == .complete, !planned.ungranted.isEmpty {
                report = UnitReport(outcome: .denied, reason: "NotGranted")
            }
        }
        try await output.finish()
        report.records = output.records
        report.incompleteRecords = output.incompleteRecords
        report.calls = tally.calls
        report.retries = tally.retries
        report.unwanted = tally.unwanted
        report.gone = tally.gone
        return Manifest.Unit(
            unit: planned.unit, report: report, root: output.root, bytes: output.bytes, session: session,
            selection: planned.selection)
    }

    private func extract(
        _ extractor: some UnitExtractor, _ output: inout UnitOutput, _ tally: CallTally
    ) async throws(WorkError) -> UnitReport {
        do throws(ExtractionError<WorkError>) {
            try await extractor.run(tally) { (record) async throws(WorkError) in try await output.append(record) }
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
