// SPDX-License-Identifier: Apache-2.0
import Cloud

extension Manifest.Account {
    /// What shards say of accounts, in one list: each account once, in the order in which it is first named. Where they
    /// differ, the worst outcome counts, with its reason and request; of equally bad ones that of the first shard.
    static func merged(_ lists: [[Manifest.Account]]) -> [Manifest.Account] {
        var accounts: [Manifest.Account] = []
        var places: [String: Int] = [:]
        for account in lists.joined() {
            let name = "\(account.provider.rawValue)/\(account.id)"
            if let place = places[name] {
                accounts[place] = accounts[place].merged(with: account)
            } else {
                places[name] = accounts.count
                accounts.append(account)
            }
        }
        return accounts
    }

    private func merged(with other: Manifest.Account) -> Manifest.Account {
        let worst = other.outcome.badness > outcome.badness ? other : self
        let names = Set(regions.map(\.name))
        return Manifest.Account(
            provider: provider, id: id, outcome: worst.outcome, reason: worst.reason, requestID: worst.requestID,
            regions: regions + other.regions.filter { !names.contains($0.name) }, rest: Self.merged(rest, other.rest))
    }

    /// What one could not count stays unknown; of two counts the greater one.
    private static func merged(_ one: Manifest.Rest?, _ other: Manifest.Rest?) -> Manifest.Rest? {
        switch (one, other) {
        case (.counted(let one), .counted(let other)): .counted(one.merging(other) { max($0, $1) })
        case (.unknown, _), (_, nil): one
        default: other
        }
    }
}

extension UnitOutcome {
    fileprivate var badness: Int {
        switch self {
        case .complete: 0
        case .disabled: 1
        case .skipped: 2
        case .denied: 3
        case .throttled: 4
        case .failed: 5
        }
    }
}
