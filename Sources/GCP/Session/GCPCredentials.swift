// SPDX-License-Identifier: Apache-2.0
package import Ciphers
package import Secrets

/// How a caller proves to Google who it is.
package enum GCPCredentials: Sendable {
    /// A service account's own key.
    case serviceAccountKey(email: String, keyID: String, RSASigningKey)
    /// A token that another issuer wrote into a file, read anew each time, exchanged for one of a workload identity
    /// pool's. `audience` is the provider: `//iam.googleapis.com/projects/…/workloadIdentityPools/…/providers/…`.
    case workloadIdentity(audience: String, tokenFile: String)
    /// The service account of the machine.
    case metadataServer

    /// Of a service account's key: `client_email`, `private_key_id` and `private_key`.
    ///
    /// - Returns: nil where a field is missing, or is not what it should be.
    package init?(_ fields: [String: SharedSecret]) {
        guard let email = fields["client_email"]?.text, let id = fields["private_key_id"]?.text,
            let key = fields["private_key"]?.withBytes({ RSASigningKey(pem: $0) })
        else { return nil }
        self = .serviceAccountKey(email: email, keyID: id, key)
    }

    /// What the manifest calls it.
    package var principal: String {
        switch self {
        case .serviceAccountKey(let email, _, _): email
        case .workloadIdentity(let audience, _): audience
        case .metadataServer: "the machine's service account"
        }
    }
}
