// SPDX-License-Identifier: Apache-2.0

/// Why a rotation cannot even be looked at.
package enum RotationProblem: Error, Equatable {
    /// The configuration has no such cloud.
    case notConfigured
    case unknownSecret(String, known: [String])
    /// The credential is not one of an IAM user.
    case noUser(String)
}
