// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import Snapshot
import Synchronization

/// One line per step and per finished unit.
final class ProgressLines: SnapshotObserver {
    private let total = Mutex(0)
    private let done = Mutex(0)
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func step(_ text: String) { say(text) }

    func warning(_ text: String) { Console.warning(text) }

    func planned(_ units: Int) {
        total.withLock { $0 = units }
        say("\(units) units to extract")
    }

    func published(_ location: String) { say("written to \(location)") }

    func unfinished(_ snapshot: SnapshotID) {
        Console.line("what was read so far is kept: go on with cloud-extractor resume \(snapshot)")
    }

    func began(_ unit: WorkUnit) {}

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        let number = done.withLock { done in
            done += 1
            return done
        }
        var line = "[\(number)/\(total.withLock { $0 })] \(unit): \(report.outcome.rawValue), \(report.records) records"
        if report.incompleteRecords > 0 { line += ", \(report.incompleteRecords) of them with parts missing" }
        if let reason = report.reason { line += " (\(reason))" }
        say(line)
    }

    private func say(_ text: String) {
        if !isQuiet { Console.line(text) }
    }
}
