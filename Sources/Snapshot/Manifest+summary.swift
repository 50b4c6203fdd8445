// SPDX-License-Identifier: Apache-2.0
import Cloud

extension Manifest {
    /// For people: what there is, and how much of it.
    package var summary: String {
        let read = accounts.count { $0.outcome == .complete }
        var text = "\(records) records, \(count(.complete)) of \(units.count) units complete"
        for outcome in UnitOutcome.allCases where outcome != .complete && count(outcome) > 0 {
            text += ", \(count(outcome)) \(outcome.rawValue)"
        }
        let torn = units.reduce(0) { $0 + $1.report.incompleteRecords }
        if torn > 0 { text += ", \(torn) records with parts missing" }
        if accounts.count > 1 { text += ", \(read) of \(accounts.count) accounts" }
        return text
    }

    /// For people, a line for each unit and account that is not whole.
    package var shortcomings: [String] { shortcomings(in: .everything) }

    /// The same, of what a filter concerns.
    package func shortcomings(in filter: RecordFilter) -> [String] {
        let units = units.filter(filter.concerns)
        return units.filter { $0.report.incompleteRecords > 0 }.map {
            "parts missing: \($0.unit): in \($0.report.incompleteRecords) of \($0.report.records) records"
        }
            + units.filter { $0.report.outcome != .complete }.map {
                "not complete: \($0.unit): \($0.report.outcome.rawValue), \($0.report.reason ?? "no reason")"
            }
            + accounts.filter { $0.outcome != .complete }.map {
                "account not complete: \($0.provider.rawValue) \($0.id): \($0.outcome.rawValue), \($0.reason ?? "no reason")"
            }
    }
}
