// SPDX-License-Identifier: Apache-2.0

/// Why a secret of the program's own cannot be replaced.
package enum RenewalProblem: Error, Equatable {
    case keyExists(String)
    /// The signing key's overlap has begun, and has not ended.
    case overlap
    case noOverlap
    /// Whoever reads this configuration knows the old key only.
    case verifierIsOld(new: String)
    /// The agent does not log in with a secret id that lies in a file of its own.
    case noSecretIDFile
    /// Somebody else keeps the file: a service manager, an orchestrator.
    case notWritable(path: String)
    /// The token does not say which AppRole it is of.
    case noRole
    case secretIDRefused(path: String)
    /// The role gives each secret id so few logins that a trial would leave too few.
    case tooFewUses(Int)
    /// Another process is at it.
    case fileInUse(path: String)
    /// The file is another user's, who could not read a new one.
    case foreignFile(path: String)
}
