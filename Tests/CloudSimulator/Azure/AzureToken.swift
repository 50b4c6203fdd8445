// SPDX-License-Identifier: Apache-2.0
import JSON

/// What a bearer token of Entra stands for.
struct AzureToken: Sendable {
    /// Who a token may be for: the audience in it, and the forms under which a scope or resource may name it.
    struct Resource: Sendable {
        let audience: String
        let names: [String]

        static let management = Resource(
            audience: "https://management.azure.com",
            names: [
                "https://management.azure.com", "https://management.azure.com/", "https://management.core.windows.net",
                "https://management.core.windows.net/",
            ])
        static let graph = Resource(
            audience: "https://graph.microsoft.com",
            names: [
                "https://graph.microsoft.com", "https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000",
            ])

        static func named(_ name: String) -> Resource? { [management, graph].first { $0.names.contains(name) } }
    }

    let tenant: String
    let client: String
    let audience: String
    let expiry: Int64
}

extension AzureCloud {
    /// A token that has the form of Entra's; nobody but the simulator can tell whether it is one. A short one: the
    /// server reads headers byte by byte.
    /// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
    mutating func token(
        for client: AzureClient, of tenant: AzureTenant, _ resource: AzureToken.Resource, _ moment: Moment,
        lifetime: Int64
    ) -> String {
        let expiry = moment.now + lifetime
        let header: JSONValue = ["alg": "RS256"]
        let claims: JSONValue = [
            "aud": .string(resource.audience), "exp": .number("\(expiry)"), "appid": .string(client.id),
            "tid": .string(tenant.id),
        ]
        let parts = [header.canonical, claims.canonical, Identifier.random(24)]
        let text = parts.map { JWT.text($0) }.joined(separator: ".")
        tokens[text] = AzureToken(tenant: tenant.id, client: client.id, audience: resource.audience, expiry: expiry)
        return text
    }

    func client(of token: AzureToken) -> AzureClient? {
        tenants[token.tenant.lowercased()]?.clients[token.client.lowercased()]
    }
}
