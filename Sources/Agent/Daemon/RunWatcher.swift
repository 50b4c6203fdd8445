// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Logging
import Metrics
import Posix
import Snapshot
import Synchronization

/// Follows a run for the agent's book, its logs and its metrics.
final class RunWatcher: RunObserver {
    private struct Tally {
        var records = 0
        var told = Duration.zero
    }

    /// How often records are told of at most.
    private static let interval = Duration.milliseconds(250)

    private let run: SnapshotID
    private let book: RunBook
    private let vitals: AgentVitals
    private let wallClock: any WallClock
    /// Names the run in each of its lines.
    private let logger: Logger
    private let stopwatch: Stopwatch
    private let tally = Mutex(Tally())

    init(_ run: SnapshotID, _ desk: AgentDesk, logger: Logger) {
        self.run = run
        book = desk.book
        vitals = desk.vitals
        wallClock = desk.wallClock
        self.logger = logger
        stopwatch = Stopwatch(desk.context.clock)
    }

    func noted(_ fact: RunFact) {
        vitals.note(fact, at: wallClock.now())
        guard case .calls(let lane, let event) = fact, event != .throttled else { return }
        let place: Logger.Metadata = [
            "service": "\(lane.provider.rawValue):\(lane.service)", "region": "\(lane.region)",
        ]
        switch event {
        case .circuitOpened: logger.warning("a service is down, and is left alone for a while", metadata: place)
        case .circuitClosed: logger.notice("a service has answered again", metadata: place)
        case .throttled: break
        }
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
