// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Snapshot

/// What is known of a unit while it is worked at. Of one task.
struct UnitWork {
    let planned: PlannedUnit
    private let session: Int?
    private let beginning: UnitBeginning
    let stopwatch: Stopwatch
    let tally: CallTally

    init(_ planned: PlannedUnit, _ beginning: UnitBeginning, stopwatch: Stopwatch, _ worker: UnitWorker) {
        self.planned = planned
        self.beginning = beginning
        self.stopwatch = stopwatch
        tally = beginning.tally
        session = if case .read(_, let place) = planned.work { worker.earlierSessions + place } else { nil }
    }

    /// What is listed is what there is.
    var isSure: Bool { planned.doubt == nil }

    /// What the manifest says of it if this is its end.
    func unit(_ ended: UnitReport, _ output: borrowing UnitOutput) -> Manifest.Unit {
        var report = ended
        report.records = output.records
        report.incompleteRecords = output.incompleteRecords
        report.calls = tally.calls
        report.retries = tally.retries
        report.unwanted = tally.unwanted
        report.gone = tally.gone
        report.duration = beginning.duration + stopwatch.milliseconds
        return Manifest.Unit(
            unit: planned.unit, report: report, root: output.root, bytes: output.bytes, session: session,
            selection: planned.selection)
    }
}
