// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// Where a credential of the login comes from.
package enum CredentialSource: Sendable, Equatable {
    /// Read anew at each login, because somebody may keep it fresh.
    case file(path: String)
    /// From the environment, or out of a wrapping.
    case held(SharedSecret)
}

/// Where an AppRole's secret id comes from.
package enum SecretIDSource: Sendable, Equatable {
    case plain(CredentialSource)
    /// A wrapping token, which gives the secret id away once and to one. Whoever came first is known: unwrapping it a
    /// second time fails, and a token that somebody has wrapped anew says so.
    ///
    /// - Parameter role: the AppRole's name, part of the path that the token must have been made at.
    case wrapped(CredentialSource, role: String)
}
