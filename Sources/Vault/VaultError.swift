// SPDX-License-Identifier: Apache-2.0
package import Audit
package import HTTP
package import Posix

/// Why Vault did not do what it was asked. Names paths and states, never what an answer held.
package enum VaultError: Error, Equatable {
    case unreachable(HTTPError)
    /// A setting or a variable of the environment that makes no sense, or that is not honoured.
    case setting(name: String, problem: String)
    /// The answer to a write was lost: it was done, or it was not. Never repeated blindly.
    case outcomeUnknown(path: String, HTTPError?)
    /// A redirect that is not followed.
    case redirectRefused(path: String, RefusedRedirect)
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
    /// Somebody on the way answered that Vault cannot be asked now; whether it has been asked, nobody knows.
    case intermediary(path: String, status: Int, retryAfter: Duration?)
    /// 503, and not for being sealed.
    case unavailable(path: String, retryAfter: Duration?)
    /// The secret's current version is not the one that the write was based on.
    case versionMismatch(path: String)
    /// The secret or its mount takes writes only with the version that they are based on.
    case versionRequired(path: String)
    /// Key-value engines of version 1 have neither versions nor check-and-set.
    case needsVersion2(path: String)
    /// The audit log takes no entry, so there was no login.
    case unannounced(AuditError)
    /// An answer that no version of Vault gives.
    case malformedAnswer(path: String, status: Int)
    /// More bytes than any secret has.
    case answerTooLarge(path: String, limit: Int)
    case unexpectedStatus(path: String, status: Int)
    /// A path that would not name what it seems to name: empty segments, `..`, `%`, white space.
    case malformedPath(String)
    /// The file with the login's credential.
    case credentialUnreadable(SystemError)
}

/// Why a redirect is not followed.
package enum RefusedRedirect: String, Sendable, Equatable {
    case downgrade = "from https to http"
    case otherTarget = "to another path"
    case second = "after another redirect"
    case socket = "from a Unix socket"
    case disabled = "VAULT_DISABLE_REDIRECTS is set"
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
