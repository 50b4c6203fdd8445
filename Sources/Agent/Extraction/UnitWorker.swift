// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import HTTP
import Posix
import Sealing
import Snapshot
import Transports

/// Why a unit cannot be finished, whatever the cloud says: it ends the snapshot.
enum WorkError: Error {
    case transport(TransportError)
    case sealing(FernetError)
    case audit(AuditError)
    case journal(SystemError)
    case interrupted
}

/// Runs one unit: extracts, seals, hashes and delivers, record by record; notes in the journal how far it has got.
struct UnitWorker: Sendable {
    let snapshot: SnapshotID
    let key: FernetKey
    let compression: RecordCompression
    let transport: any Transport
    let journal: SnapshotJournal?
    /// What an earlier run has left of the units.
    let earlier: [String: JournaledSnapshot.Unit]
    /// How many sessions earlier runs had.
    let earlierSessions: Int
    let batchSize: Int
    let observer: any RunObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>

    func run(_ planned: PlannedUnit) async throws(WorkError) -> Manifest.Unit {
        observer.began(planned.unit)
        let unit = try await read(planned)
        observer.ended(planned.unit, unit.report)
        return unit
    }

    private func read(_ planned: PlannedUnit) async throws(WorkError) -> Manifest.Unit {
        let beginning = try await beginning(of: planned.unit)
        if let ended = beginning.ended { return ended }
        var work = UnitWork(planned, beginning, stopwatch: Stopwatch(clock), self)
        var output = try await output(planned.unit, beginning)
        var report: UnitReport
        switch planned.work {
        case .ended(let ended): report = ended
        case .read(let extractor, _):
            var failure = try await extract(extractor, from: beginning.cursor, &output, work)
            if beginning.cursor != nil, output.records == beginning.records, failure?.isStaleCursor == true {
                // A page's token is not good for ever: all over again.
                work = UnitWork(planned, .start, stopwatch: work.stopwatch, self)
                output = try await self.output(planned.unit, .start)
                failure = try await extract(extractor, from: nil, &output, work)
            }
            report = failure?.report ?? planned.doubt ?? UnitReport(outcome: .complete)
        }
        try await output.finish()
        let unit = work.unit(report, output)
        try note(unit, cursor: nil)
        return unit
    }

    /// - Returns: why it ended early; nil if it did not.
    private func extract(
        _ extractor: some UnitExtractor, from cursor: ListCursor?, _ output: inout UnitOutput, _ work: UnitWork
    ) async throws(WorkError) -> CloudError? {
        do throws(ExtractionError<WorkError>) {
            try await extractor.run(from: cursor, work.tally) { (extracted) async throws(WorkError) in
                switch extracted {
                case .record(let record):
                    try await output.append(record)
                    observer.extracted(work.planned.unit)
                case .page(let next):
                    // Whoever goes on may have the rights, and would not know that these pages were read without.
                    guard journal != nil, work.isSure else { return }
                    try await output.synchronize()
                    try note(work.unit(UnitReport(outcome: .failed, reason: "Interrupted"), output), cursor: next)
                }
            }
            return nil
        } catch {
            switch error {
            case .cloud(let error):
                if case .unannounced(let cause) = error.kind { throw .audit(cause) }
                if case .transport(.cancelled) = error.kind { throw .interrupted }
                return error
            case .sink(let error): throw error
            }
        }
    }

    private func note(_ unit: Manifest.Unit, cursor: ListCursor?) throws(WorkError) {
        do {
            try journal?.note(unit, cursor: cursor?.json)
        } catch {
            throw .journal(error)
        }
    }

    private func output(_ unit: WorkUnit, _ beginning: UnitBeginning) async throws(WorkError) -> UnitOutput {
        let stream: any RecordStream
        do {
            stream = try await transport.open(unit.path, keeping: beginning.kept)
        } catch {
            throw .transport(error)
        }
        return try UnitOutput(
            stream: stream, key: key, compression: compression, snapshot: snapshot, batchSize: batchSize,
            clock: wallClock, beginning)
    }

    /// How far an earlier run has got with a unit, as far as its records are still what the journal says.
    private func beginning(of unit: WorkUnit) async throws(WorkError) -> UnitBeginning {
        guard let earlier = earlier[unit.path] else { return .start }
        // What failed is tried again: it may have failed of what ended the run.
        if earlier.cursor == nil, earlier.unit.report.outcome == .failed || earlier.unit.report.outcome == .throttled {
            return .start
        }
        let kept = KeptRecords(count: earlier.unit.report.records, bytes: earlier.unit.bytes)
        var tree = MerkleFrontier()
        var bytes = 0
        do throws(TransportError) {
            let isThere = try await transport.visit(unit.path, kept) { token in
                tree.append(.leaf(token))
                bytes += token.count
            }
            guard isThere, bytes == kept.bytes, tree.root == earlier.unit.root else { return .start }
        } catch {
            throw .transport(error)
        }
        return UnitBeginning(earlier: earlier, tree: tree)
    }
}

extension CloudError {
    /// The cloud, or the extractor itself, does not take the place where the listing should go on.
    fileprivate var isStaleCursor: Bool {
        kind == .refused && ((400..<500).contains(status) || code == "ForeignCursor")
    }
}
