// SPDX-License-Identifier: Apache-2.0
import Access
import Azure
import REST

/// Asks Azure which subscriptions there are, before a plan can be made.
struct AzureSurvey: Sendable {
    let settings: AzureSettings
    let session: RESTSession
    let context: ProviderContext

    func accounts() async throws(CloudError) -> [RESTAccount] {
        let found: [CloudAccount]
        switch settings.subscriptions {
        case .named(let ids): found = try await described(ids)
        case .all:
            context.observer.step("asking Azure which subscriptions there are")
            found = try await session.azureSubscriptions()
        case .below(let groups):
            context.observer.step("asking Azure which subscriptions the management groups have")
            var ids: Set<String> = []
            for group in groups { ids.formUnion(try await session.azureSubscriptions(below: group)) }
            found = try await described(ids.sorted())
        }
        return RESTAccount.chosen(
            among: found, settings.excluded, key: "azure.exclude", kind: "subscription", context.observer)
    }

    private func described(_ ids: [String]) async throws(CloudError) -> [CloudAccount] {
        try await RESTAccount.described(ids, width: context.width) { [session] (id) async throws(CloudError) in
            try await session.azureSubscription(id)
        }
    }
}
