// SPDX-License-Identifier: Apache-2.0
package import Access
package import Azure
import StrictYAML

/// The `cloud_providers.azure` section.
package struct AzureSettings: Sendable, Equatable {
    /// How the application proves who it is.
    package enum Login: Sendable, Equatable {
        /// The secret in Vault holds `client_id` and `client_secret`.
        case clientSecret(secret: String)
        /// It holds `client_id`, `certificate` and `private_key`.
        case certificate(secret: String)
        case workloadIdentity(clientID: String, tokenFile: String)
        case managedIdentity(clientID: String?)
    }

    package enum Subscriptions: Sendable, Equatable {
        /// Those that the application has any role in.
        case all
        case named([String])
        /// Those below management groups, at any depth.
        case below([String])
    }

    package let isEnabled: Bool
    package let tenant: String
    package let cloud: AzureCloud
    package let login: Login
    /// The name of the secret of whoever rotates the application's credentials.
    package let rotator: String
    package let subscriptions: Subscriptions
    /// Ids and names of subscriptions.
    package let excluded: AccountExclusion
    /// Of everything, login included.
    package let endpoint: String?

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        isEnabled = try map.bool("enabled") ?? false
        tenant = try map.required("tenant_id", try map.string("tenant_id"))
        guard AzureSubscription.isID(tenant) else { throw map.invalid("tenant_id", "is no GUID") }
        let cloud = try map.string("cloud") ?? AzureCloud.global.rawValue
        guard let cloud = AzureCloud(rawValue: cloud) else {
            throw map.invalid("cloud", "is none of public, china and government")
        }
        self.cloud = cloud
        login = try Login(&map)
        rotator = try map.vaultPath("rotator_credentials") ?? "azure-rotator"
        subscriptions = try Subscriptions(&map)
        excluded = AccountExclusion(try map.filledStrings("exclude") ?? [])
        endpoint = try map.string("endpoint_url")
        try map.end()
    }
}

extension AzureSettings.Login {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        let method = try map.string("method") ?? "client_secret"
        switch method {
        case "client_secret": self = .clientSecret(secret: try map.vaultPath("credentials") ?? "azure")
        case "certificate": self = .certificate(secret: try map.vaultPath("credentials") ?? "azure")
        case "workload_identity":
            self = .workloadIdentity(
                clientID: try map.required("client_id", try map.string("client_id")),
                tokenFile: try map.required("token_file", try map.string("token_file")))
        case "managed_identity": self = .managedIdentity(clientID: try map.string("client_id"))
        default:
            throw map.invalid(
                "method", "is none of client_secret, certificate, workload_identity and managed_identity")
        }
    }
}

extension AzureSettings.Subscriptions {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        let groups = try map.filledStrings("management_groups")
        let isAll = (try? map.string("subscriptions")) == "all"
        let ids = isAll ? nil : try map.filledStrings("subscriptions")
        switch (isAll || ids != nil, groups) {
        case (true, .some): throw map.invalid("subscriptions", "and management_groups exclude each other")
        case (_, let groups?):
            for group in groups where group.isEmpty || group.contains("/") {
                throw map.invalid("management_groups", "holds '\(group)', which is no management group's id")
            }
            self = .below(groups)
        case (_, nil):
            guard let ids else {
                guard isAll else { throw map.invalid("subscriptions", "is missing: a list of ids, or all") }
                self = .all
                return
            }
            if let id = ids.first(where: { !AzureSubscription.isID($0) }) {
                throw map.invalid("subscriptions", "holds '\(id)', which is no GUID")
            }
            if Set(ids.map { $0.lowercased() }).count != ids.count {
                throw map.invalid("subscriptions", "names a subscription twice")
            }
            self = .named(ids.map { $0.lowercased() }.sorted())
        }
    }
}
