// SPDX-License-Identifier: Apache-2.0
import Access
import Azure
import Cloud
import REST
import Rotation
import Secrets

extension RotationRun {
    /// Who makes the credentials of the application, as the rotator; that of the rotator itself by itself.
    func azureIssuer(
        _ secrets: VaultSecrets, _ current: CredentialFields, _ calls: CloudCalls
    ) async throws(AgentError) -> any CredentialIssuer {
        guard let settings = configuration.azure else { throw .rotation(.notConfigured(.azure)) }
        guard let clientID = current["client_id"]?.text, AzureSubscription.isID(clientID) else {
            throw .rotation(.noUser(target.name))
        }
        let isCertificate = target.kind == .certificate
        let login = try AzureLogin(settings, calls)
        let rotator = try await secrets.azureCredentials(
            isCertificate ? .certificate(secret: settings.rotator) : .clientSecret(secret: settings.rotator))
        if !target.isOwn, rotator.principal.lowercased() == clientID.lowercased() {
            throw .rotation(.sameAsRotator(clientID))
        }
        let session = login.session(login.tokens(rotator, for: .graph), AzureRole.rotatorPermissions)
        let trial = AzureTrial(clientID: clientID, purpose: target.isOwn ? .rotate : .read) {
            (credentials, audience) throws(CloudError) in
            login.session(
                login.tokens(credentials, for: audience), AzureSubscription.permissions + AzureRole.rotatorPermissions)
        }
        return isCertificate
            ? AzureCertificates(
                clientID: clientID, session: session, trial: trial, lifetime: self.settings.lifetime,
                wallClock: wallClock)
            : AzurePasswords(
                clientID: clientID, session: session, trial: trial, lifetime: self.settings.lifetime,
                wallClock: wallClock)
    }
}
