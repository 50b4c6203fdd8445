// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import GCP
import HTTP
import REST

/// The caller, and the service accounts that it impersonates, each with tokens of its own for every scope.
struct GCPIdentities: Sendable {
    /// Whose token, and what it may do at most.
    private struct Key: Hashable {
        /// The caller itself if nil.
        let email: String?
        let scope: String
    }

    let principal: String
    private let context: ProviderContext
    private let endpoints: RESTEndpoints
    private let sources: [Key: TokenSource]

    /// How long tokens of impersonated accounts live.
    private static let lifetime = Duration.seconds(900)

    /// - Parameter hosts: the services that will be asked.
    init(settings: GCPSettings, hosts: Set<String>, context: ProviderContext) async throws(AgentError) {
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
        func own(_ scope: String) -> TokenSource {
            TokenSource(wallClock: context.wallClock) { () async throws(CloudError) in
                try await context.retry.run(CallTally(), context.clock) { () async throws(CloudError) in
                    try await journal.opening(GCPSessionOpen.self, target: principal, principal: principal) {
                        (receipt) async throws(CloudError) in try await authority.token(scope: scope, receipt)
                    }
                }
            }
        }
        let emails = Set(settings.impersonated.values)
        let base = own(GCPAuthority.baseScope)
        var sources: [Key: TokenSource] = [:]
        for scope in Set(hosts.map { GCPAuthority.scope(for: $0) }) {
            // Whoever only impersonates is asked what else it could do.
            sources[Key(email: nil, scope: scope)] = emails.isEmpty ? own(scope) : base
            for email in emails {
                sources[Key(email: email, scope: scope)] = TokenSource(wallClock: context.wallClock) {
                    () async throws(CloudError) in
                    try await context.retry.run(CallTally(), context.clock) { () async throws(CloudError) in
                        let base = try await base.current()
                        return try await journal.opening(GCPSessionOpen.self, target: email, principal: principal) {
                            (receipt) async throws(CloudError) in
                            try await authority.token(
                                as: email, scope: scope, lifetime: Self.lifetime, base: base, receipt)
                        }
                    }
                }
            }
        }
        self.principal = principal
        self.context = context
        self.sources = sources
    }

    /// What is wrong with the credentials is known before any unit.
    func check(_ wanted: Set<String?>, _ host: String) async throws(CloudError) {
        context.observer.step("logging in to Google Cloud as \(principal)")
        for identity in wanted { _ = try await tokens(identity, host).current() }
    }

    /// - Parameter host: of the service that is asked.
    func session(_ identity: String?, _ host: String, _ permissions: [Permission]) throws(CloudError) -> RESTSession {
        RESTSession(
            dialect: .gcp, endpoints: endpoints, tokens: try tokens(identity, host), permissions: permissions,
            http: context.http, retry: context.retry, clock: context.clock)
    }

    private func tokens(_ identity: String?, _ host: String) throws(CloudError) -> TokenSource {
        guard let source = sources[Key(email: identity, scope: GCPAuthority.scope(for: host))] else {
            throw CloudError(service: "token", operation: host, .malformedRequest, code: "UnknownIdentity")
        }
        return source
    }
}
