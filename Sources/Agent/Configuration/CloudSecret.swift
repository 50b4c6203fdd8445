// SPDX-License-Identifier: Apache-2.0
import Cloud

/// A secret with which the agent logs in to a cloud.
struct CloudSecret: Sendable, Equatable {
    let provider: Provider
    /// Behind the environment, in Vault.
    let name: String

    /// What it is for, without a full stop.
    var purpose: String {
        switch provider {
        case .aws: "The cloud key that the agent starts from; all that it may do is assume a role"
        case .azure: "What the agent's application in Entra logs in with; its role can only read"
        case .gcp: "The service account key that the agent starts from"
        }
    }
}

extension AgentConfiguration {
    /// Those of the clouds that are enabled; AWS's where none is, for whoever is about to enable it.
    var cloudSecrets: [CloudSecret] {
        var secrets: [CloudSecret] = []
        if let aws, aws.isEnabled { secrets.append(CloudSecret(provider: .aws, name: aws.credentials)) }
        if let azure, azure.isEnabled, let name = azure.login.secret {
            secrets.append(CloudSecret(provider: .azure, name: name))
        }
        if let gcp, gcp.isEnabled, let name = gcp.login.secret {
            secrets.append(CloudSecret(provider: .gcp, name: name))
        }
        return secrets.isEmpty && azure == nil && gcp == nil
            ? [CloudSecret(provider: .aws, name: aws?.credentials ?? "aws")] : secrets
    }

    /// Of all secrets that the agent reads.
    var secretNames: [String] {
        cloudSecrets.map(\.name) + transport.destinations.flatMap { $0.secrets.map(\.name) }
            + [keyRing, audit.signingKey] + (audit.anchor.map { [$0] } ?? []) + (api?.tokens.secret.map { [$0] } ?? [])
    }
}

extension AzureSettings.Login {
    var secret: String? {
        switch self {
        case .clientSecret(let name), .certificate(let name): name
        case .workloadIdentity, .managedIdentity: nil
        }
    }
}

extension GCPSettings.Login {
    var secret: String? {
        if case .serviceAccountKey(let name) = self { name } else { nil }
    }
}
