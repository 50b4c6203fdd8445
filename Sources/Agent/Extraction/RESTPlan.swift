// SPDX-License-Identifier: Apache-2.0
import Cloud
import REST

/// The units of Azure or GCP, before their sessions are known.
struct RESTPlan: Sendable {
    struct Entry: Sendable {
        let unit: WorkUnit
        let service: String
        let resource: RESTResource
        let selection: RESTSelection
    }

    let entries: [Entry]

    /// - Parameters:
    ///   - accounts: subscriptions, projects.
    ///   - tenant: what stands for the account of types that are listed once for all of them.
    init(_ services: [ExtractorSettings.RESTService], accounts: [String], tenant: String?) {
        entries = services.flatMap { service in
            service.resources.flatMap { resource in
                let scopes: [String] =
                    switch resource.placement {
                    case .tenant: [tenant].compactMap(\.self)
                    case .account: accounts.filter { service.accounts?.contains($0) ?? true }
                    }
                return scopes.map { account in
                    Entry(
                        unit: WorkUnit(type: resource.type, scope: Scope(account: account, region: Scope.global)),
                        service: service.name, resource: resource,
                        selection: service.selections[resource.type.name] ?? .everything)
                }
            }
        }
    }

    /// Accounts that services name and that are not among those that are read: nothing would be extracted of them.
    static func unknown(_ services: [ExtractorSettings.RESTService], accounts: [String]) -> [String] {
        Set(services.flatMap { $0.accounts ?? [] }).subtracting(accounts).sorted()
    }

    /// Everything that the units of an account need, sorted.
    func permissions(in account: String, where isWanted: (Entry) -> Bool = { _ in true }) -> [Permission] {
        Set(entries.filter { $0.unit.scope.account == account && isWanted($0) }.flatMap(\.resource.permissions))
            .sorted()
    }
}
