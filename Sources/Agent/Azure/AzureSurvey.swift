// SPDX-License-Identifier: Apache-2.0
import Access
import Azure
import Posix
import REST

/// Asks Azure which subscriptions there are, before a plan can be made.
struct AzureSurvey: Sendable {
    let settings: AzureSettings
    let session: RESTSession
    let observer: any SnapshotObserver

    func accounts() async throws(CloudError) -> [RESTAccount] {
        switch settings.subscriptions {
        case .named(let ids): return ids.map { account(AzureSubscription(id: $0, name: "", state: "Enabled")) }
        case .all:
            observer.step("asking Azure which subscriptions there are")
            return warned(try await session.azureSubscriptions())
        case .below(let groups):
            observer.step("asking Azure which subscriptions the management groups have")
            var ids: Set<String> = []
            for group in groups { ids.formUnion(try await session.azureSubscriptions(below: group)) }
            // Their states are told by the list of those that can be seen; the others are asked and say why not.
            let seen = try await session.azureSubscriptions().filter { ids.contains($0.id) }
            let unseen = ids.subtracting(seen.map(\.id)).map {
                AzureSubscription(id: $0, name: "", state: "Enabled")
            }
            return warned((seen + unseen).sorted { $0.id < $1.id })
        }
    }

    private func warned(_ subscriptions: [AzureSubscription]) -> [RESTAccount] {
        for pattern in settings.excluded
        where !subscriptions.contains(where: { pattern.matches($0.id) || pattern.matches($0.name) }) {
            observer.warning("'\(pattern.pattern)' under azure.exclude matches no subscription")
        }
        return subscriptions.map(account)
    }

    private func account(_ subscription: AzureSubscription) -> RESTAccount {
        let isExcluded = settings.excluded.contains {
            $0.matches(subscription.id) || $0.matches(subscription.name)
        }
        return RESTAccount(
            id: subscription.id,
            standing: isExcluded
                ? .leftOut("excluded") : subscription.isReadable ? .included : .leftOut(subscription.state))
    }
}
