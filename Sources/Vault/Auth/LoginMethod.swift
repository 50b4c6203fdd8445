// SPDX-License-Identifier: Apache-2.0

/// How to get a token. Each method has a file of its own.
package enum LoginMethod: Sendable, Equatable {
    /// A token that somebody else keeps in a file.
    ///
    /// - Parameter allowsUnlimited: takes root tokens and tokens that never expire, which are refused otherwise.
    case tokenFile(path: String, allowsUnlimited: Bool = false)
    /// A role id from a file, and a secret id.
    case appRole(mount: String, roleIDFile: String, secretID: SecretIDSource)
    /// A JSON Web Token from a file that somebody else keeps fresh; Kubernetes' service accounts log in the same way.
    case jwt(mount: String, role: String, tokenFile: String)

    /// What the audit log calls it.
    package var target: String {
        switch self {
        case .tokenFile: "auth/token/lookup-self"
        case .appRole(let mount, _, _), .jwt(let mount, _, _): "auth/\(mount)/login"
        }
    }
}
