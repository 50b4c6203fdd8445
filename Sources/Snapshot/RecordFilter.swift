// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
package import Posix
import Secrets

/// Which records are wanted, by patterns of the shell; of each kind one must match, if there are any.
package struct RecordFilter: Sendable {
    package static let everything = RecordFilter(types: [], accounts: [], regions: [], ids: [])

    /// Of `aws:ec2:instance`.
    private let types: [Glob]
    private let accounts: [Glob]
    private let regions: [Glob]
    private let ids: [Glob]

    package init(types: [Glob], accounts: [Glob], regions: [Glob], ids: [Glob]) {
        self.types = types
        self.accounts = accounts
        self.regions = regions
        self.ids = ids
    }

    /// Whether records of a unit may be wanted, if it had any.
    package func concerns(_ unit: Manifest.Unit) -> Bool { mayMatch(unit.unit) }

    /// Units that are listed globally have records of any region.
    func mayMatch(_ unit: WorkUnit) -> Bool {
        Self.matches(types, unit.type.description) && Self.matches(accounts, unit.scope.account)
            && (unit.scope.region == Scope.global || Self.matches(regions, unit.scope.region))
    }

    func matches(_ record: borrowing Secret) -> Bool {
        if regions.isEmpty, ids.isEmpty { return true }
        return record.withBytes { bytes in
            func text(_ name: String) -> String {
                guard case .string(let found)? = try? JSONLookup.token(at: ["metadata", name], in: bytes) else {
                    return ""
                }
                return (try? found.string(bytes)) ?? ""
            }
            return (regions.isEmpty || Self.matches(regions, text("region")))
                && (ids.isEmpty || Self.matches(ids, text("resource_id")))
        }
    }

    private static func matches(_ patterns: [Glob], _ text: String) -> Bool {
        patterns.isEmpty || patterns.contains { $0.matches(text) }
    }
}
