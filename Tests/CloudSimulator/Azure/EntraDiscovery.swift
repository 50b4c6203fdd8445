// SPDX-License-Identifier: Apache-2.0
import JSON

/// What clients ask before they ask for a token. The addresses in it are Entra's own: Microsoft's clients take none
/// without TLS, so their transport leads them here.
extension AzureCloud {
    func discovery(_ request: Request) -> Answer? {
        let segments = request.path.segments
        let base = "https://\(request.host)"
        if segments == ["common", "discovery", "instance"] {
            return Answer(ok: [
                "tenant_discovery_endpoint": .string("\(base)/common/v2.0/.well-known/openid-configuration"),
                "api-version": "1.1",
                "metadata": [
                    [
                        "preferred_network": "login.microsoftonline.com", "preferred_cache": "login.windows.net",
                        "aliases": ["login.microsoftonline.com", "login.windows.net", "sts.windows.net"],
                    ]
                ],
            ])
        }
        guard segments.count >= 3, segments.suffix(2) == [".well-known", "openid-configuration"] else { return nil }
        return openIDConfiguration(base: base, tenant: segments[0])
    }

    /// https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
    private func openIDConfiguration(base: String, tenant: String) -> Answer {
        guard tenants[tenant.lowercased()] != nil || ["common", "organizations"].contains(tenant) else {
            return Answer(
                400,
                [
                    "error": "invalid_tenant",
                    "error_description": .string("AADSTS90002: Tenant '\(tenant)' not found."), "error_codes": [90002],
                ])
        }
        let name = tenants[tenant.lowercased()] == nil ? "{tenantid}" : tenant
        return Answer(ok: [
            "token_endpoint": .string("\(base)/\(tenant)/oauth2/v2.0/token"),
            "authorization_endpoint": .string("\(base)/\(tenant)/oauth2/v2.0/authorize"),
            "device_authorization_endpoint": .string("\(base)/\(tenant)/oauth2/v2.0/devicecode"),
            "jwks_uri": .string("\(base)/\(tenant)/discovery/v2.0/keys"),
            "issuer": .string("https://login.microsoftonline.com/\(name)/v2.0"),
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
            "response_types_supported": ["code", "id_token"], "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"], "tenant_region_scope": "EU",
            "cloud_instance_name": "microsoftonline.com", "msgraph_host": "graph.microsoft.com",
        ])
    }
}
