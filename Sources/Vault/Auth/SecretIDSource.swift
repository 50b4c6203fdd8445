// SPDX-License-Identifier: Apache-2.0

/// Where an AppRole's secret id comes from.
package enum SecretIDSource: Sendable, Equatable {
    case file(path: String)
    /// The file holds a wrapping token, which gives the secret id away once and to one. Whoever came first is known:
    /// unwrapping it a second time fails, and a token that somebody has wrapped anew says so.
    ///
    /// - Parameter role: the AppRole's name, part of the path that the token must have been made at.
    case wrapped(path: String, role: String)
}
