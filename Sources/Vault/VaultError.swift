// SPDX-License-Identifier: Apache-2.0
package import HTTP
package import Posix

/// Why Vault did not do what it was asked. Names paths and states, never what an answer held.
package enum VaultError: Error, Equatable {
    case unreachable(HTTPError)
    /// 503 with Vault's own words; no request is served until it is unsealed.
    case sealed
    case notInitialized
    /// The token is unknown, revoked, expired or used up.
    case tokenInvalid(path: String)
    /// The token is good, its policies do not allow this.
    case permissionDenied(path: String)
    /// The login was refused: the ids or the role are wrong.
    case loginRefused(path: String, status: Int)
    /// A wrapped secret id was opened by somebody else, or is too old: to be looked into before it is replaced.
    case wrappingBroken(BrokenWrapping)
    /// The token may do everything, or lives for ever, and the configuration does not allow that.
    case tokenUnlimited(UnlimitedToken)
    /// There is no secret at the path, or no such engine.
    case missing(path: String)
    /// There was a secret; this version was deleted or destroyed.
    case deleted(path: String)
    /// The secret has no such field, or the field is not text.
    case fieldMissing(path: String, field: String)
    /// A field does not hold what it should.
    case fieldMalformed(path: String, field: String, expected: String)
    /// A quota is used up; Vault says for how long if it is configured to.
    case rateLimited(path: String, retryAfter: Duration?)
    /// An answer that no version of Vault gives.
    case malformedAnswer(path: String)
    case unexpectedStatus(path: String, status: Int)
    /// A path that would not name what it seems to name: empty segments, `..`, `%`, white space.
    case malformedPath(String)
    /// The file with the login's credential.
    case credentialUnreadable(SystemError)
}

/// What is wrong with a wrapping token.
package enum BrokenWrapping: Sendable, Equatable {
    /// It gave its secret away before, or its time is over; Vault does not tell which.
    case usedOrExpired
    /// It was not made where secret ids are made: somebody has opened the first one and wrapped what was in it again.
    case madeElsewhere
}

/// What makes a token one that no agent should hold.
package enum UnlimitedToken: Sendable, Equatable {
    /// It has the policy `root`.
    case root
    /// It never expires.
    case neverExpires
}
