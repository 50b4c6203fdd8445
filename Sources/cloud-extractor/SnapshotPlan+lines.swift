// SPDX-License-Identifier: Apache-2.0
import Cloud
import Snapshot

extension SnapshotPlan {
    /// For people: accounts, sessions with all that they may do, units with their calls.
    var lines: [String] { accounts.map(\.line) + sessions.enumerated().map { $1.line($0) } + units.map(\.line) }
}

extension Manifest.Account {
    fileprivate var line: String {
        let standing = outcome == .complete ? "is read" : "\(outcome.rawValue), \(reason ?? "no reason")"
        return "account \(provider.rawValue) \(id): \(standing)"
    }
}

extension Manifest.Session {
    fileprivate func line(_ index: Int) -> String {
        let place = regions.isEmpty ? "" : " in \(regions.joined(separator: ", "))"
        return "session \(index): \(principal) in \(account)\(place): \(permissions.joined(separator: " "))"
    }
}

extension SnapshotPlan.Unit {
    fileprivate var line: String {
        if let session { return "unit \(unit): session \(session): \(operations.joined(separator: ", "))" }
        return "unit \(unit): \(ended?.outcome.rawValue ?? "skipped"), \(ended?.reason ?? "no reason")"
    }
}
