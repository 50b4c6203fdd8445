// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Audit
import Cloud
import HTTP
import Rotation
import Secrets
import SigV4

extension RotationRun {
    /// Who makes the keys, as the rotator.
    ///
    /// - Parameter current: says who it is, where the document does not know.
    func awsIssuer(
        _ secrets: VaultSecrets, _ current: CredentialFields, _ document: RotationDocument, _ calls: CloudCalls
    ) async throws(AgentError) -> any CredentialIssuer {
        guard let settings = configuration.aws else { throw .rotation(.notConfigured(.aws)) }
        let isOwn = target.isOwn
        let rotator = try await secrets.awsCredentials(settings.rotator)
        if !isOwn, current["access_key_id"]?.text == rotator.accessKeyID {
            throw .rotation(.sameAsRotator(rotator.accessKeyID))
        }
        let connection = AWSConnection(
            endpoints: try settings.endpoints(), credentials: rotator,
            http: calls.http, retry: calls.retry, wallClock: wallClock, clock: clock)
        let identity: String
        if let known = document.identity {
            identity = known
        } else {
            do throws(CloudError) {
                let credentials = try AWSAccessKeys.credentials(current)
                identity = try await connection.with(credentials).callerARN(region: settings.baseRegion)
            } catch {
                throw error.asAgentError(of: .aws)
            }
        }
        let role = RoleRequest(
            role: settings.roleARN, externalID: settings.externalID,
            sessionName: "ce-\(configuration.environment)-rotate", lifetime: .seconds(900),
            sourceIdentity: settings.sourceIdentity, tags: settings.sessionTags)
        let purpose = isOwn ? AWSAccessKeys.Purpose.rotate : .assume(role, region: settings.baseRegion)
        guard
            let issuer = AWSAccessKeys(
                connection, identity: identity, isOwn: isOwn, purpose: purpose, log: SessionLog(calls.log))
        else { throw .rotation(.noUser(identity)) }
        return issuer
    }
}
