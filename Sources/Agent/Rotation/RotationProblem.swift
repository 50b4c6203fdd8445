// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// Why a rotation cannot even be looked at.
package enum RotationProblem: Error, Equatable {
    /// The configuration has no such cloud.
    case notConfigured(Provider)
    /// The agent logs in to the cloud with something that is no secret in Vault.
    case noSecret(Provider)
    case unknownSecret(String, known: [String])
    /// The credential is not one of an IAM user, of an application, of a service account.
    case noUser(String)
    /// The rotator is the very identity, or has the very key, that it is to look after.
    case sameAsRotator(String)
    /// Nobody can say which of the provider's keys the secret holds.
    case unknownKey(path: String, field: String, known: [String])
}
