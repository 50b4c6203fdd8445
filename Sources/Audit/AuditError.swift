// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Why the audit log could not be written, or does not hold.
package enum AuditError: Error, Equatable {
    /// The entry is not on stable storage, so what it announces must not happen.
    case notDurable(SystemError)
    /// A file of the log could not be read.
    case unreadable(SystemError)
    /// Another process writes this log.
    case locked(path: String)
    /// The log does not hold: at which file, and what is wrong with it.
    case tampered(path: String, TamperEvidence)
    /// There is a journal, and nothing was ever signed: no run has come as far as its key.
    case neverSigned
    /// An entry beyond the 65,535 bytes of the tile format.
    case entryTooLarge(bytes: Int)
    /// The signing key does not belong to the log's verifier key.
    case wrongKey
    /// The signing key was not given yet.
    case noKey
    /// An earlier write failed; the log takes nothing more.
    case closed
    /// What was kept elsewhere is no checkpoint of this log.
    case anchorRefused(TamperEvidence)
    /// More was signed once than there is: an old copy was put in the log's place. Both in entries.
    case rolledBack(anchored: UInt64, size: UInt64)
    /// What was signed once, so many entries, is not what this log begins with.
    case forked(anchored: UInt64)

    /// Whether the log is not what was signed; else it could not be read or written.
    package var isEvidence: Bool {
        switch self {
        case .tampered, .anchorRefused, .rolledBack, .forked: true
        case .notDurable, .unreadable, .locked, .neverSigned, .entryTooLarge, .wrongKey, .noKey, .closed: false
        }
    }
}

/// What a verifier found.
package enum TamperEvidence: Error, Equatable, Sendable {
    case missing
    case malformed
    case wrongOrigin
    case notSigned
    case wrongSignature
    case hashMismatch
    case rootMismatch
    /// More or fewer bytes than the size that was signed for has.
    case wrongSize
}
