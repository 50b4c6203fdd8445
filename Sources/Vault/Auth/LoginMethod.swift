// SPDX-License-Identifier: Apache-2.0

/// How to get a token. Each method has a file of its own.
package enum LoginMethod: Sendable, Equatable {
    /// A token that somebody else made.
    ///
    /// - Parameter allowsUnlimited: takes root tokens and tokens that never expire, which are refused otherwise.
    case token(CredentialSource, allowsUnlimited: Bool = false)
    case appRole(mount: String, roleID: CredentialSource, secretID: SecretIDSource)
    /// A JSON Web Token that somebody else keeps fresh; Kubernetes' service accounts log in the same way.
    case jwt(mount: String, role: String, token: CredentialSource)
    /// The connection's client certificate.
    ///
    /// - Parameter role: nil to let Vault find one that takes the certificate.
    case certificate(mount: String, role: String?)

    /// What the audit log calls it.
    package var target: String {
        switch self {
        case .token: "auth/token/lookup-self"
        case .appRole(let mount, _, _), .jwt(let mount, _, _), .certificate(let mount, _): "auth/\(mount)/login"
        }
    }
}
