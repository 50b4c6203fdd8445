// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import Cloud
import Posix
import Snapshot
import Synchronization

/// A line per provider at the foot of a terminal, drawn anew as records come; above it what is worth keeping: steps,
/// warnings, and units that are not complete.
final class LiveProgress: ProgressDisplay {
    private struct State {
        var tally = ProgressTally()
        /// How many lines stand at the foot.
        var shown = 0
        var drawn: Duration?
    }

    /// No eye wants more.
    static let interval = Duration.milliseconds(100)

    private let state = Mutex(State())
    private let stopwatch: Stopwatch
    private let columns: @Sendable () -> Int
    private let write: @Sendable (_ text: String) -> Void

    init(
        clock: any Clock<Duration> = ContinuousClock(),
        columns: @escaping @Sendable () -> Int = { FileDescriptor.standardError.columns ?? 80 },
        // Nobody is left to be told when standard error cannot be written.
        write: @escaping @Sendable (_ text: String) -> Void = { try? FileDescriptor.standardError.write($0) }
    ) {
        stopwatch = Stopwatch(clock)
        self.columns = columns
        self.write = write
    }

    func step(_ text: String) { say(text) }

    func warning(_ text: String) { say("warning: \(text)") }

    func planned(_ units: [WorkUnit]) {
        say("\(units.count) units to extract") { $0.planned(units) }
    }

    func began(_ unit: WorkUnit) {
        state.withLock { state in
            state.tally.began(unit)
            refresh(&state)
        }
    }

    func extracted(_ unit: WorkUnit) {
        state.withLock { state in
            state.tally.extracted(unit, at: stopwatch.elapsed)
            refresh(&state)
        }
    }

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        if report.outcome == .complete, report.incompleteRecords == 0 {
            state.withLock { state in
                state.tally.ended(unit, report)
                refresh(&state)
            }
        } else {
            say("\(unit): \(report.summary)") { $0.ended(unit, report) }
        }
    }

    func published(_ location: String) { say("written to \(location)") }

    func unfinished(_ snapshot: SnapshotID) { say(snapshot.howToGoOn) }

    func finished(_ summary: String) {
        leave()
        say(summary)
    }

    func failed(_ failure: Failure) {
        leave()
        for line in failure.lines { say(line) }
    }

    /// The last word of the foot stays where it is, and nothing is drawn below it any more.
    private func leave() {
        state.withLock { state in
            write(erasure(state) + foot(&state))
            state.shown = 0
            state.tally = ProgressTally()
        }
    }

    private func say(_ text: String, _ change: (inout ProgressTally) -> Void = { _ in }) {
        state.withLock { state in
            change(&state.tally)
            write(erasure(state) + text.printable + "\n" + foot(&state))
        }
    }

    private func refresh(_ state: inout State) {
        if let drawn = state.drawn, stopwatch.elapsed - drawn < Self.interval { return }
        write(erasure(state) + foot(&state))
    }

    /// Up to where the foot begins, and everything below that away: ECMA-48, CUU and ED.
    private func erasure(_ state: State) -> String { state.shown > 0 ? "\u{1B}[\(state.shown)A\r\u{1B}[J" : "" }

    /// A line that wrapped would be two, and the way up too short.
    private func foot(_ state: inout State) -> String {
        let now = stopwatch.elapsed
        let width = max(columns() - 1, 1)
        let lines = state.tally.lines(at: now).map { String($0.printable.prefix(width)) + "\n" }
        state.shown = lines.count
        state.drawn = now
        return lines.joined()
    }
}
