// SPDX-License-Identifier: Apache-2.0
import Snapshot

/// One cloud's part of a snapshot, ready to be read.
struct ProviderPart: Sendable {
    let accounts: [Manifest.Account]
    let sessions: [Manifest.Session]
    let units: [PlannedUnit]

    /// The units of one shard alone; of everything if there is none.
    func only(_ shard: Shard?) -> ProviderPart {
        guard let shard else { return self }
        return ProviderPart(accounts: accounts, sessions: sessions, units: units.filter { shard.contains($0.unit) })
    }

    /// Several parts in one.
    static func joined(_ parts: [ProviderPart]) -> ProviderPart {
        var accounts: [Manifest.Account] = []
        var sessions: [Manifest.Session] = []
        var units: [PlannedUnit] = []
        for part in parts {
            accounts += part.accounts
            units += part.units.map { $0.with(sessionsFrom: sessions.count) }
            sessions += part.sessions
        }
        return ProviderPart(accounts: accounts, sessions: sessions, units: units.sorted { $0.unit < $1.unit })
    }
}
