// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import Cloud
import Snapshot
import Synchronization

/// One line per step and per finished unit, and one per provider when nothing has been said for half a minute.
final class PlainProgress: ProgressDisplay {
    private struct State {
        var tally = ProgressTally()
        var said = Duration.zero
    }

    static let silence = Duration.seconds(30)

    private let state = Mutex(State())
    private let stopwatch: Stopwatch
    private let isQuiet: Bool
    private let print: @Sendable (_ line: String) -> Void

    init(
        isQuiet: Bool, clock: any Clock<Duration> = ContinuousClock(),
        print: @escaping @Sendable (_ line: String) -> Void = { Console.line($0) }
    ) {
        self.isQuiet = isQuiet
        stopwatch = Stopwatch(clock)
        self.print = print
    }

    func step(_ text: String) { state.withLock { say(text, &$0) } }

    func warning(_ text: String) { print("warning: \(text)") }

    func planned(_ units: [WorkUnit]) {
        state.withLock { state in
            state.tally.planned(units)
            say("\(units.count) units to extract", &state)
        }
    }

    func began(_ unit: WorkUnit) { state.withLock { $0.tally.began(unit) } }

    func extracted(_ unit: WorkUnit) {
        state.withLock { state in
            let now = stopwatch.elapsed
            state.tally.extracted(unit, at: now)
            guard now - state.said >= Self.silence else { return }
            for line in state.tally.lines(at: now) { say(line, &state) }
        }
    }

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        state.withLock { state in
            state.tally.ended(unit, report)
            let units = state.tally.units
            say("[\(units.ended)/\(units.planned)] \(unit): \(report.summary)", &state)
        }
    }

    func published(_ location: String) { step("written to \(location)") }

    func unfinished(_ snapshot: SnapshotID) { print(snapshot.howToGoOn) }

    func finished(_ summary: String) { step(summary) }

    func failed(_ failure: Failure) { for line in failure.lines { print(line) } }

    private func say(_ text: String, _ state: inout State) {
        guard !isQuiet else { return }
        state.said = stopwatch.elapsed
        print(text)
    }
}

extension UnitReport {
    /// `denied, 0 records (AccessDenied)`
    var summary: String {
        var text = "\(outcome.rawValue), \(records) records"
        if incompleteRecords > 0 { text += ", \(incompleteRecords) of them with parts missing" }
        if let reason { text += " (\(reason))" }
        return text
    }
}

extension SnapshotID {
    var howToGoOn: String { "what was read so far is kept: go on with cloud-extractor resume \(self)" }
}
