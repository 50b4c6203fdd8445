// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import GCP
import HTTP
import JSON
import Posix
import REST

/// How service accounts get sessions, each opening announced in the audit log.
struct GCPLogin: Sendable {
    /// How long tokens of impersonated accounts live.
    private static let lifetime = Duration.seconds(900)

    private let endpoints: RESTEndpoints
    private let calls: CloudCalls

    init(_ settings: GCPSettings, _ calls: CloudCalls) throws(AgentError) {
        self.calls = calls
        do {
            endpoints = try GCPAuthority.endpoints(universe: settings.universe, override: settings.endpoint)
        } catch {
            throw .setting(
                InvalidSetting(
                    name: "cloud_providers.gcp.endpoint_url", reason: "\(error)", hint: "use an https:// address"))
        }
    }

    /// Tokens of a caller, whichever of its credentials is good when one is needed.
    func tokens(_ credential: BorrowedCredential<GCPCredentials>, scope: String) -> TokenSource {
        TokenSource(wallClock: calls.wallClock) { () async throws(CloudError) in
            try await credential.login { (credentials) async throws(CloudError) in try await token(credentials, scope) }
        }
    }

    /// Tokens of one credential and no other.
    func tokens(_ credentials: GCPCredentials, scope: String) -> TokenSource {
        TokenSource(wallClock: calls.wallClock) { () async throws(CloudError) in try await token(credentials, scope) }
    }

    /// Tokens of a service account that the caller becomes.
    ///
    /// - Parameter principal: the caller, for the log.
    func tokens(as email: String, scope: String, base: TokenSource, principal: String) -> TokenSource {
        TokenSource(wallClock: calls.wallClock) { () async throws(CloudError) in
            try await calls.retry.run(CallTally(), calls.clock) { () async throws(CloudError) in
                let base = try await base.current()
                return try await SessionLog(calls.log).opening(
                    GCPSessionOpen.self, target: email, detail: ["principal": .string(principal)],
                    as: ("iamcredentials", "generateAccessToken")
                ) { (receipt) async throws(CloudError) in
                    try await GCPAuthority.token(
                        as: email, scope: scope, lifetime: Self.lifetime, base: base, at: endpoints, calls.http,
                        now: calls.wallClock.now(), receipt)
                }
            }
        }
    }

    private func token(_ credentials: GCPCredentials, _ scope: String) async throws(CloudError) -> BearerToken {
        let authority = GCPAuthority(
            credentials: credentials, endpoints: endpoints, http: calls.http, wallClock: calls.wallClock)
        let principal = credentials.principal
        return try await calls.retry.run(CallTally(), calls.clock) { () async throws(CloudError) in
            try await SessionLog(calls.log).opening(
                GCPSessionOpen.self, target: principal, detail: ["principal": .string(principal)],
                as: ("oauth2", "token")
            ) { (receipt) async throws(CloudError) in try await authority.token(scope: scope, receipt) }
        }
    }

    func session(_ tokens: TokenSource, _ permissions: some Sequence<Permission>) -> RESTSession {
        RESTSession(
            dialect: .gcp, endpoints: endpoints, tokens: tokens, permissions: permissions, http: calls.http,
            retry: calls.retry, clock: calls.clock)
    }
}
