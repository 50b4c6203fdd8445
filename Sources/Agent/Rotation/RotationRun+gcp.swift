// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import GCP
import REST
import Rotation
import Secrets

extension RotationRun {
    private static let iam = "iam.googleapis.com"

    /// Who makes the keys of the service account, as the rotator; that of the rotator itself by itself.
    func gcpIssuer(
        _ secrets: VaultSecrets, _ current: CredentialFields, _ calls: CloudCalls
    ) async throws(AgentError) -> any CredentialIssuer {
        guard let settings = configuration.gcp else { throw .rotation(.notConfigured(.gcp)) }
        // `name@project.iam.gserviceaccount.com`, https://cloud.google.com/iam/docs/service-account-types.
        guard let email = current["client_email"]?.text,
            let domain = email.split(separator: "@").last, email.hasSuffix(".iam.gserviceaccount.com"),
            let project = domain.split(separator: ".").first.map(String.init), GCPProject.isID(project)
        else { throw .rotation(.noUser(target.name)) }
        let login = try GCPLogin(settings, calls)
        let rotator = try await secrets.gcpCredentials(.serviceAccountKey(secret: settings.rotator))
        if !target.isOwn, rotator.principal == email { throw .rotation(.sameAsRotator(email)) }
        let session = login.session(
            login.tokens(rotator, scope: GCPAuthority.scope(for: Self.iam)), GCPRole.keyPermissions)
        let trial = GCPTrial(email: email) { [target] (credentials) async throws(CloudError) in
            try await Self.attempt(credentials, settings, login, isOwn: target.isOwn, project: project, email: email)
        }
        return target.kind == .createdKey
            ? GCPCreatedKeys(project: project, email: email, session: session, trial: trial, wallClock: wallClock)
            : GCPUploadedKeys(
                project: project, email: email, session: session, trial: trial, lifetime: self.settings.lifetime,
                wallClock: wallClock)
    }

    /// Does what the credentials are for.
    private static func attempt(
        _ credentials: GCPCredentials, _ settings: GCPSettings, _ login: GCPLogin, isOwn: Bool, project: String,
        email: String
    ) async throws(CloudError) -> Bool {
        if isOwn {
            let session = login.session(
                login.tokens(credentials, scope: GCPAuthority.scope(for: iam)), GCPRole.keyPermissions)
            return try await session.gcpKeyCount(of: email, in: project) > 0
        }
        let base = login.tokens(credentials, scope: GCPAuthority.baseScope)
        if let reader = settings.impersonated["default"] {
            _ = try await login.tokens(
                as: reader, scope: GCPAuthority.baseScope, base: base, principal: credentials.principal
            ).current()
            return true
        }
        let wanted = [GCPProject.permission]
        let named = if case .named(let projects) = settings.projects { projects.first } else { nil as String? }
        let grants = try await login.session(base, []).gcpGrants(in: named ?? project, wanted: wanted)
        return grants.lack(of: wanted).isEmpty
    }
}
