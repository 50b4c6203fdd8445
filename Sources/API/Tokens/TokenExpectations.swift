// SPDX-License-Identifier: Apache-2.0

/// What a token's claims must say.
struct TokenExpectations: Sendable {
    let issuer: String
    let audience: String
    /// Seconds.
    let leeway: Int64
}
