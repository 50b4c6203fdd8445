// SPDX-License-Identifier: Apache-2.0
import Access
import Agent
import Cloud
import JSON
import Posix
import Snapshot
import Synchronization

/// One JSON object per line, for programs: `docs/progress.md` has the events and their members.
final class JSONProgress: ProgressDisplay {
    private struct State {
        var tally = ProgressTally()
        /// When each running unit was last spoken of.
        var told: [WorkUnit: Duration] = [:]
    }

    /// How often a unit's records are told of at most.
    static let interval = Duration.seconds(1)

    private let state = Mutex(State())
    private let stopwatch: Stopwatch
    private let wallClock: any WallClock
    private let line: @Sendable (_ line: String) -> Void

    init(
        clock: any Clock<Duration> = ContinuousClock(), wallClock: any WallClock = SystemClock(),
        print: @escaping @Sendable (_ line: String) -> Void = { Console.line($0) }
    ) {
        stopwatch = Stopwatch(clock)
        self.wallClock = wallClock
        line = print
    }

    func step(_ text: String) { tell("step", ["message": .string(text)]) }

    func warning(_ text: String) { tell("warning", ["message": .string(text)]) }

    func planned(_ units: [WorkUnit]) {
        state.withLock { state in
            state.tally.planned(units)
            print("planned", ["units": JSONValue(units.count)])
        }
    }

    func began(_ unit: WorkUnit) {
        state.withLock { state in
            state.tally.began(unit)
            state.told[unit] = stopwatch.elapsed
            print("began", unit, [:])
        }
    }

    func extracted(_ unit: WorkUnit) {
        state.withLock { state in
            let now = stopwatch.elapsed
            let records = state.tally.extracted(unit, at: now)
            guard now - (state.told[unit] ?? now) >= Self.interval else { return }
            state.told[unit] = now
            print("progress", unit, ["records": JSONValue(records)])
        }
    }

    func ended(_ unit: WorkUnit, _ report: UnitReport) {
        state.withLock { state in
            state.tally.ended(unit, report)
            state.told[unit] = nil
            let units = state.tally.units
            var members: JSONObject = [
                "outcome": .string(report.outcome.rawValue), "records": JSONValue(report.records),
                "incomplete_records": JSONValue(report.incompleteRecords),
                "done": JSONValue(units.ended), "units": JSONValue(units.planned),
            ]
            if let reason = report.reason { members["reason"] = .string(reason) }
            print("ended", unit, members)
        }
    }

    func published(_ location: String) { tell("published", ["location": .string(location)]) }

    func unfinished(_ snapshot: SnapshotID) { tell("unfinished", ["snapshot": .string(snapshot.text)]) }

    func finished(_ summary: String) { tell("finished", ["message": .string(summary)]) }

    func failed(_ failure: Failure) {
        var members: JSONObject = [
            "exit_code": JSONValue(Int(failure.status.rawValue)), "name": .string("\(failure.status)"),
            "message": .string(failure.message),
        ]
        if let hint = failure.hint { members["hint"] = .string(hint) }
        tell("failed", members)
    }

    private func tell(_ event: String, _ members: JSONObject) { state.withLock { _ in print(event, members) } }

    // In the lock, so that lines stand in the order of what they tell.

    private func print(_ event: String, _ unit: WorkUnit, _ members: JSONObject) {
        var members = members
        members["provider"] = .string(unit.type.provider.rawValue)
        members["service"] = .string(unit.type.service)
        members["resource_type"] = .string(unit.type.description)
        members["account_id"] = .string(unit.scope.account)
        members["region"] = .string(unit.scope.region)
        print(event, members)
    }

    private func print(_ event: String, _ members: JSONObject) {
        var members = members
        members["event"] = .string(event)
        members["time"] = .string(wallClock.now().rfc3339)
        line(String(decoding: JSONValue.object(members).canonical, as: UTF8.self))
    }
}
