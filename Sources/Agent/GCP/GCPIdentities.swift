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
    private let login: GCPLogin
    private let observer: any RunObserver
    private let sources: [Key: TokenSource]

    /// - Parameter hosts: the services that will be asked.
    init(settings: GCPSettings, hosts: Set<String>, context: ProviderContext) async throws(AgentError) {
        let login = try GCPLogin(settings, context.calls)
        let credential = try await BorrowedCredential(wallClock: context.wallClock, observer: context.observer) {
            () async throws(AgentError) in try await context.secrets.gcpCredentials(settings.login)
        }
        let principal = credential.known.principal
        let emails = Set(settings.impersonated.values)
        let base = login.tokens(credential, scope: GCPAuthority.baseScope)
        var sources: [Key: TokenSource] = [:]
        for scope in Set(hosts.map { GCPAuthority.scope(for: $0) }) {
            // Whoever only impersonates is asked what else it could do.
            sources[Key(email: nil, scope: scope)] = emails.isEmpty ? login.tokens(credential, scope: scope) : base
            for email in emails {
                sources[Key(email: email, scope: scope)] = login.tokens(
                    as: email, scope: scope, base: base, principal: principal)
            }
        }
        self.principal = principal
        self.login = login
        observer = context.observer
        self.sources = sources
    }

    /// What is wrong with the credentials is known before any unit.
    func check(_ wanted: Set<String?>, _ host: String) async throws(CloudError) {
        observer.step("logging in to Google Cloud as \(principal)")
        for identity in wanted { _ = try await tokens(identity, host).current() }
    }

    /// - Parameter host: of the service that is asked.
    func session(_ identity: String?, _ host: String, _ permissions: [Permission]) throws(CloudError) -> RESTSession {
        login.session(try tokens(identity, host), permissions)
    }

    private func tokens(_ identity: String?, _ host: String) throws(CloudError) -> TokenSource {
        guard let source = sources[Key(email: identity, scope: GCPAuthority.scope(for: host))] else {
            throw CloudError(service: "token", operation: host, .malformedRequest, code: "UnknownIdentity")
        }
        return source
    }
}
