// SPDX-License-Identifier: Apache-2.0
package import Ciphers
package import Secrets

/// How an application proves to Entra who it is.
package enum AzureCredentials: Sendable {
    case clientSecret(clientID: String, secret: SharedSecret)
    /// A certificate that is registered with the application, and its key.
    case certificate(clientID: String, Certificate, RSASigningKey)
    /// A token that another issuer wrote into a file, such as Kubernetes for a service account; read anew each time.
    case workloadIdentity(clientID: String, tokenFile: String)
    /// The identity of the machine; with a client id, one of several.
    case managedIdentity(clientID: String?)

    /// What the manifest calls it.
    package var principal: String {
        switch self {
        case .clientSecret(let id, _), .certificate(let id, _, _), .workloadIdentity(let id, _): id
        case .managedIdentity(let id): id ?? "the machine's identity"
        }
    }
}
