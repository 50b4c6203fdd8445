// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import Posix
package import Rotation

/// What is known of a credential of a cloud without looking at it.
package struct CredentialStanding: Sendable, Hashable {
    package let provider: Provider
    /// Of the secret, behind the environment.
    package let secret: String
    /// Since when it is the current one, see ``CredentialAges``; nil in engines that keep no times.
    package let since: Timestamp?
    package let phase: RotationDocument.Phase
    /// Rotations in a row that came to nothing.
    package let failures: Int
}
