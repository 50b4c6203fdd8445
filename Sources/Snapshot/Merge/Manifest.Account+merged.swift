// SPDX-License-Identifier: Apache-2.0
import Cloud

extension Manifest.Account {
    /// What shards say of accounts, in one list: each account once, in the order in which it is first named. Where they
    /// differ, the worst outcome counts, with its reason and request; of equally bad ones that of the first shard.
    ///
    /// Each shard takes its part of the plan that it sees. An account or a region that one of them did not see is read in
    /// part, and has failed.
    static func merged(_ lists: [[Manifest.Account]]) -> [Manifest.Account] {
        var accounts: [Manifest.Account] = []
        var places: [String: Int] = [:]
        var times: [String: Int] = [:]
        func name(_ account: Manifest.Account) -> String { "\(account.provider.rawValue)/\(account.id)" }
        for account in lists.joined() {
            let name = name(account)
            times[name, default: 0] += 1
            if let place = places[name] {
                accounts[place] = accounts[place].merged(with: account)
            } else {
                places[name] = accounts.count
                accounts.append(account)
            }
        }
        return accounts.map { account in
            times[name(account)] == lists.count ? account : account.orFailed("NotInEveryShard")
        }
    }

    private func merged(with other: Manifest.Account) -> Manifest.Account {
        var worst = other.outcome.badness > outcome.badness ? other : self
        if outcome == .complete, other.outcome == .complete, regions != other.regions {
            worst = worst.orFailed("RegionsDiffer")
        }
        let names = Set(regions.map(\.name))
        return Manifest.Account(
            provider: provider, id: id, outcome: worst.outcome, reason: worst.reason, requestID: worst.requestID,
            regions: regions + other.regions.filter { !names.contains($0.name) }, rest: Self.merged(rest, other.rest))
    }

    /// What was counted on to be read, and was not.
    private func orFailed(_ reason: String) -> Manifest.Account {
        guard outcome == .complete else { return self }
        return Manifest.Account(
            provider: provider, id: id, outcome: .failed, reason: reason, requestID: requestID, regions: regions,
            rest: rest)
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
