// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Azure
import Cloud
import HTTP
import JSON
import Posix
import REST

/// How applications of the tenant get sessions, each opening announced in the audit log.
struct AzureLogin: Sendable {
    private let settings: AzureSettings
    private let endpoints: RESTEndpoints
    private let calls: CloudCalls

    init(_ settings: AzureSettings, _ calls: CloudCalls) throws(AgentError) {
        self.settings = settings
        self.calls = calls
        do {
            endpoints = try AzureAuthority.endpoints(settings.cloud, override: settings.endpoint)
        } catch {
            throw .setting(
                InvalidSetting(
                    name: "cloud_providers.azure.endpoint_url", reason: "\(error)", hint: "use an https:// address"))
        }
    }

    /// Tokens of an application, whichever of its credentials is good when one is needed.
    func tokens(
        _ credential: BorrowedCredential<AzureCredentials>, for audience: AzureAuthority.Audience = .resourceManager
    ) -> TokenSource {
        TokenSource(wallClock: calls.wallClock) { () async throws(CloudError) in
            try await credential.login { (credentials) async throws(CloudError) in
                try await token(credentials, audience)
            }
        }
    }

    /// Tokens of one credential and no other.
    func tokens(_ credentials: AzureCredentials, for audience: AzureAuthority.Audience) -> TokenSource {
        TokenSource(wallClock: calls.wallClock) { () async throws(CloudError) in try await token(credentials, audience)
        }
    }

    private func token(
        _ credentials: AzureCredentials, _ audience: AzureAuthority.Audience
    ) async throws(CloudError) -> BearerToken {
        let authority = AzureAuthority(
            tenant: settings.tenant, cloud: settings.cloud, credentials: credentials, endpoints: endpoints,
            http: calls.http, wallClock: calls.wallClock)
        return try await calls.retry.run(CallTally(), calls.clock) { () async throws(CloudError) in
            try await SessionLog(calls.log).opening(
                AzureSessionOpen.self, target: authority.tenant,
                detail: ["principal": .string(credentials.principal)], as: ("entra", "token")
            ) { (receipt) async throws(CloudError) in try await authority.token(for: audience, receipt) }
        }
    }

    func session(_ tokens: TokenSource, _ permissions: some Sequence<Permission>) -> RESTSession {
        RESTSession(
            dialect: .azure, endpoints: endpoints, tokens: tokens, permissions: permissions, http: calls.http,
            retry: calls.retry, clock: calls.clock)
    }
}
