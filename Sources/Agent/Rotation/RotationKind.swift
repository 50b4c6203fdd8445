// SPDX-License-Identifier: Apache-2.0
import AWS
import Azure
import Cloud
import GCP
import Rotation

/// What is rotated.
enum RotationKind: Sendable {
    case accessKey
    case password
    case certificate
    case createdKey
    case uploadedKey

    var shape: CredentialShape {
        switch self {
        case .accessKey: AWSAccessKeys.shape
        case .password: AzurePasswords.shape
        case .certificate: AzureCertificates.shape
        case .createdKey: GCPCreatedKeys.shape
        case .uploadedKey: GCPUploadedKeys.shape
        }
    }
}

/// A secret with a credential that can be rotated.
struct RotationTarget: Sendable {
    let provider: Provider
    let kind: RotationKind
    /// Behind the environment, in Vault.
    let name: String
    /// It is the rotator's own.
    let isOwn: Bool

    /// - Parameter name: of the secret; that which the agent starts from if nil.
    init(_ provider: Provider, _ name: String?, in configuration: AgentConfiguration) throws(AgentError) {
        let (kind, agent, rotator) = try Self.secrets(of: provider, configuration)
        guard let chosen = name ?? agent else { throw .rotation(.noSecret(provider)) }
        let known = [agent, rotator].compactMap(\.self)
        guard known.contains(chosen) else { throw .rotation(.unknownSecret(chosen, known: known)) }
        self.provider = provider
        self.kind = kind
        self.name = chosen
        isOwn = chosen == rotator
    }

    private static func secrets(
        of provider: Provider, _ configuration: AgentConfiguration
    ) throws(AgentError) -> (kind: RotationKind, agent: String?, rotator: String) {
        switch provider {
        case .aws:
            guard let aws = configuration.aws else { throw .rotation(.notConfigured(provider)) }
            return (.accessKey, aws.credentials, aws.rotator)
        case .azure:
            guard let azure = configuration.azure else { throw .rotation(.notConfigured(provider)) }
            let isCertificate = if case .certificate = azure.login { true } else { false }
            return (isCertificate ? .certificate : .password, azure.login.secret, azure.rotator)
        case .gcp:
            guard let gcp = configuration.gcp else { throw .rotation(.notConfigured(provider)) }
            return (gcp.rotation == .upload ? .uploadedKey : .createdKey, gcp.login.secret, gcp.rotator)
        }
    }
}
