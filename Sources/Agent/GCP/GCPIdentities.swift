// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import GCP
import REST

/// The caller, and the service accounts that it impersonates, each with its own tokens.
struct GCPIdentities: Sendable {
    let principal: String
    private let context: ProviderContext
    private let endpoints: RESTEndpoints
    private let own: TokenSource
    private let impersonated: [String: TokenSource]

    /// How long tokens of impersonated accounts live.
    private static let lifetime = Duration.seconds(900)

    init(settings: GCPSettings, context: ProviderContext) async throws(AgentError) {
        do {
            endpoints = try GCPAuthority.endpoints(universe: settings.universe, override: settings.endpoint)
        } catch {
            throw .setting(
                InvalidSetting(
                    name: "cloud_providers.gcp.endpoint_url", reason: "\(error)", hint: "use an https:// address"))
        }
        let credentials = try await context.secrets.gcpCredentials(settings.login)
        let authority = GCPAuthority(
            credentials: credentials, endpoints: endpoints, http: context.http, wallClock: context.wallClock)
        let principal = credentials.principal
        let journal = SessionLog(log: context.log)
        let emails = Set(settings.impersonated.values)
        let isBase = !emails.isEmpty
        let own = TokenSource(wallClock: context.wallClock) { () async throws(CloudError) in
            try await context.retry.run(CallTally(), context.clock) { () async throws(CloudError) in
                try await journal.opening(GCPSessionOpen.self, target: principal, principal: principal) {
                    (receipt) async throws(CloudError) in try await authority.token(isBase: isBase, receipt)
                }
            }
        }
        var sources: [String: TokenSource] = [:]
        for email in emails {
            sources[email] = TokenSource(wallClock: context.wallClock) { () async throws(CloudError) in
                try await context.retry.run(CallTally(), context.clock) { () async throws(CloudError) in
                    let base = try await own.current()
                    return try await journal.opening(GCPSessionOpen.self, target: email, principal: principal) {
                        (receipt) async throws(CloudError) in
                        try await authority.token(as: email, lifetime: Self.lifetime, base: base, receipt)
                    }
                }
            }
        }
        self.principal = principal
        self.context = context
        self.own = own
        impersonated = sources
    }

    /// What is wrong with the credentials is known before any unit.
    func check(_ wanted: Set<String?>) async throws(CloudError) {
        context.observer.step("logging in to Google Cloud as \(principal)")
        for identity in wanted { _ = try await tokens(identity).current() }
    }

    func session(_ identity: String?, _ permissions: [Permission]) -> RESTSession {
        RESTSession(
            dialect: .gcp, endpoints: endpoints, tokens: tokens(identity), permissions: permissions,
            http: context.http, retry: context.retry, clock: context.clock)
    }

    private func tokens(_ identity: String?) -> TokenSource {
        identity.flatMap { impersonated[$0] } ?? own
    }
}
