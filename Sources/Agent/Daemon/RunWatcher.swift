// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Logging
import Metrics
import Snapshot
import Synchronization

/// Follows a run for the agent's book, its logs and its metrics.
final class RunWatcher: SnapshotObserver {
    private struct Tally {
        var records = 0
        var told = Duration.zero
    }

    /// How often records are told of at most.
    private static let interval = Duration.milliseconds(250)

    private let run: SnapshotID
    private let book: RunBook
    /// Names the run in each of its lines.
    private let logger: Logger
    private let stopwatch: Stopwatch
    private let tally = Mutex(Tally())

    init(run: SnapshotID, book: RunBook, logger: Logger, clock: any Clock<Duration>) {
        self.run = run
        self.book = book
        self.logger = logger
        stopwatch = Stopwatch(clock)
    }

    func step(_ text: String) {
        book.change(run) { $0.step = text }
        logger.info("\(text)")
    }

    func warning(_ text: String) { logger.warning("\(text)") }

    func planned(_ units: [WorkUnit]) {
        book.change(run) { $0.progress.planned = units.count }
        logger.info("\(units.count) units to extract")
    }

    func began(_ unit: WorkUnit) { ExtractionMetrics.active.increment() }

    func extracted(_ unit: WorkUnit) {
        let now = stopwatch.elapsed
        let records = tally.withLock { tally -> Int? in
            tally.records += 1
            guard now - tally.told >= Self.interval else { return nil }
            tally.told = now
            return tally.records
        }
        if let records { book.change(run) { $0.progress.records = max($0.progress.records, records) } }
    }

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        ExtractionMetrics.active.decrement()
        ExtractionMetrics.ended(unit, report)
        let isWhole = report.outcome.isWhole
        let records = tally.withLock(\.records)
        book.change(run) { record in
            record.progress.ended += 1
            record.progress.records = max(record.progress.records, records)
            if !isWhole || report.incompleteRecords > 0 { record.progress.short += 1 }
        }
        var metadata: Logger.Metadata = [
            "unit": "\(unit)", "outcome": "\(report.outcome.rawValue)", "records": "\(report.records)",
        ]
        if let reason = report.reason { metadata["reason"] = "\(reason)" }
        logger.log(level: isWhole ? .debug : .warning, "a unit ended", metadata: metadata)
    }

    func published(_ location: String) { logger.info("the snapshot is signed", metadata: ["location": "\(location)"]) }

    func unfinished(_ snapshot: SnapshotID) {
        logger.notice("what was read so far is kept", metadata: ["snapshot": "\(snapshot)"])
    }
}
