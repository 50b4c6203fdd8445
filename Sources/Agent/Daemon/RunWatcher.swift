// SPDX-License-Identifier: Apache-2.0
import Cloud
import Logging
import Metrics
import Snapshot

/// Follows a run for the agent's book, its logs and its metrics.
struct RunWatcher: SnapshotObserver {
    let run: SnapshotID
    let book: RunBook
    /// Names the run in each of its lines.
    let logger: Logger

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

    func extracted(_ unit: WorkUnit) { book.change(run) { $0.progress.records += 1 } }

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        ExtractionMetrics.active.decrement()
        ExtractionMetrics.ended(unit, report)
        let isWhole = report.outcome == .complete || report.outcome == .disabled
        book.change(run) { record in
            record.progress.ended += 1
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
