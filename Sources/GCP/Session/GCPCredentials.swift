// SPDX-License-Identifier: Apache-2.0
package import Ciphers
import Secrets

/// How a caller proves to Google who it is.
package enum GCPCredentials: Sendable {
    /// A service account's own key.
    case serviceAccountKey(email: String, keyID: String, RSASigningKey)
    /// A token that another issuer wrote into a file, read anew each time, exchanged for one of a workload identity
    /// pool's. `audience` is the provider: `//iam.googleapis.com/projects/…/workloadIdentityPools/…/providers/…`.
    case workloadIdentity(audience: String, tokenFile: String)
    /// The service account of the machine.
    case metadataServer

    /// What the manifest calls it.
    package var principal: String {
        switch self {
        case .serviceAccountKey(let email, _, _): email
        case .workloadIdentity(let audience, _): audience
        case .metadataServer: "the machine's service account"
        }
    }
}
