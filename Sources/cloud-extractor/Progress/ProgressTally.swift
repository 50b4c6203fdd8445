// SPDX-License-Identifier: Apache-2.0
import Cloud

/// How far a snapshot has got with each provider. Counts what it is told, and asks no clock.
struct ProgressTally {
    private struct Part {
        var planned = 0
        var ended = 0
        /// Of units that have ended.
        var records = 0
        var incomplete = 0
        /// In the order in which they began, with the records that came so far.
        var running: [(unit: WorkUnit, records: Int)] = []
        var rate = RecordRate()
    }

    private var parts: [Provider: Part] = [:]

    mutating func planned(_ units: [WorkUnit]) {
        for unit in units { parts[unit.type.provider, default: Part()].planned += 1 }
    }

    mutating func began(_ unit: WorkUnit) {
        parts[unit.type.provider, default: Part()].running.append((unit, 0))
    }

    /// - Parameter time: since the beginning of the run.
    /// - Returns: the unit's records so far, of this run.
    @discardableResult
    mutating func extracted(_ unit: WorkUnit, at time: Duration) -> Int {
        let provider = unit.type.provider
        guard let index = parts[provider]?.running.firstIndex(where: { $0.unit == unit }) else { return 0 }
        parts[provider]?.running[index].records += 1
        parts[provider]?.rate.count(at: time)
        return parts[provider]?.running[index].records ?? 0
    }

    mutating func ended(_ unit: WorkUnit, _ report: UnitReport) {
        var part = parts[unit.type.provider, default: Part()]
        part.running.removeAll { $0.unit == unit }
        part.ended += 1
        part.records += report.records
        if !report.outcome.isWhole { part.incomplete += 1 }
        parts[unit.type.provider] = part
    }

    var units: (ended: Int, planned: Int) {
        parts.values.reduce((0, 0)) { ($0.0 + $1.ended, $0.1 + $1.planned) }
    }

    /// A line for each provider, in the order of their names:
    /// `aws    120 of 480 units, 5210 records, 84/s, 360 units left, now ec2:instance 123456789012/eu-central-1`
    func lines(at time: Duration) -> [String] {
        parts.sorted { $0.key < $1.key }.map { provider, part in
            let records = part.records + part.running.reduce(0) { $0 + $1.records }
            let left = part.planned - part.ended
            var line = provider.rawValue + String(repeating: " ", count: max(1, 7 - provider.rawValue.count))
            line += "\(part.ended) of \(part.planned) units, \(records) records"
            if left > 0 { line += ", \(part.rate.perSecond(at: time))/s, \(left) units left" }
            if part.incomplete > 0 { line += ", \(part.incomplete) not complete" }
            if let unit = part.running.first?.unit {
                line += ", now \(unit.type.service):\(unit.type.name) \(unit.scope.account)/\(unit.scope.region)"
            }
            return line
        }
    }
}
