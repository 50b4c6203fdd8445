// SPDX-License-Identifier: Apache-2.0

/// Why a token is not taken. Says nothing that a forger could learn from.
enum TokenRefusal: Error, Hashable {
    case malformed
    /// `alg` is none that the configuration takes, or `crit` asks for what is not understood.
    case algorithm
    /// `typ` says that it is made for something else.
    case type
    case unknownKey
    case signature
    case expired
    case notYet
    case audience
    case issuer
    /// `sub` or `exp` is missing.
    case claims
    /// The key set cannot be had.
    case noKeys

    /// For `error_description`, RFC 6750 §3: no quotes, no backslashes.
    var words: String {
        switch self {
        case .malformed: "the token is malformed"
        case .algorithm: "the token's algorithm is not taken"
        case .type: "the token is of another kind"
        case .unknownKey: "the token's key is not known"
        case .signature: "the token's signature does not hold"
        case .expired: "the token is expired"
        case .notYet: "the token is not good yet"
        case .audience: "the token is for somebody else"
        case .issuer: "the token is from somebody else"
        case .claims: "the token lacks sub or exp"
        case .noKeys: "the issuer's keys cannot be had"
        }
    }
}
