// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
package import REST
import StrictYAML

extension ExtractorSettings {
    /// A service of Azure or GCP.
    package struct RESTService: Sendable {
        package let name: String
        /// The types that are extracted.
        package let resources: [RESTResource]
        /// What of each type is wanted, by its name.
        package let selections: [String: RESTSelection]
        /// Instead of the provider's subscriptions or projects.
        package let accounts: [String]?
    }

    /// - Parameter accountsKey: `subscriptions`, `projects`.
    static func services(
        _ provider: String, of root: inout YAMLMapping, _ catalogue: RESTCatalogue, accountsKey: String
    ) throws(YAMLError) -> [RESTService] {
        guard var map = try root.mapping(provider) else { return [] }
        var services: [RESTService] = []
        for name in catalogue.services {
            guard var service = try map.mapping(name) else { continue }
            if let enabled = try RESTService(name, &service, catalogue, accountsKey) { services.append(enabled) }
            try service.end()
        }
        try map.end()
        return services
    }
}

extension ExtractorSettings.RESTService {
    /// - Returns: nil for a service that is not enabled.
    fileprivate init?(
        _ name: String, _ map: inout YAMLMapping, _ catalogue: RESTCatalogue, _ accountsKey: String
    ) throws(YAMLError) {
        let isEnabled = try map.bool("enabled") ?? false
        let all = try catalogue.resources(ofService: name) ?? []
        self.name = name
        resources = try map.redacting(try map.wanted(of: all, \.type), of: all)
        accounts = try map.filledStrings(accountsKey)?.map { all.first?.type.provider == .azure ? $0.lowercased() : $0 }
        selections = try Self.selections(&map, of: resources, all: all)
        if !isEnabled { return nil }
    }

    private static func selections(
        _ map: inout YAMLMapping, of resources: [RESTResource], all: [RESTResource]
    ) throws(YAMLError) -> [String: RESTSelection] {
        func patterns(_ key: String) throws(YAMLError) -> [Glob] {
            (try map.filledStrings(key) ?? []).map { Glob($0) }
        }
        let isAzure = all.first?.type.provider == .azure
        let groups = isAzure ? try patterns("resource_groups") : []
        let zones = all.contains(where: \.isZonal) ? try patterns("zones") : []
        var includes: [String: [Glob]] = [:]
        for key in Set(all.compactMap(\.includeKey)) { includes[key] = try patterns(key) }
        var selections: [String: RESTSelection] = [:]
        for resource in resources {
            selections[resource.type.name] = RESTSelection(
                include: resource.includeKey.flatMap { includes[$0] } ?? [], groups: groups,
                zones: resource.isZonal ? zones : [])
        }
        return selections
    }
}
