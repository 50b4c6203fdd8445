// SPDX-License-Identifier: Apache-2.0
import Agent
import JSON
import Secrets

/// The JOSE header, read before anything of the token is believed: the key is chosen by what we expect, never by what
/// the token wishes (RFC 8725 §3.1).
struct TokenHeader: Sendable, Hashable {
    typealias Algorithm = APISettings.Tokens.Algorithm

    /// Longer than any that a sane issuer makes.
    static let longest = 8192

    let algorithm: Algorithm
    let keyID: String?

    init(of token: String, taking algorithms: [Algorithm]) throws(TokenRefusal) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= Self.longest, parts.count == 3, parts.allSatisfy({ !$0.isEmpty }),
            let bytes = Base64.urlUnpadded.decode(String(parts[0])), let header = try? JSONValue(parsing: bytes.span),
            header.object != nil
        else { throw .malformed }
        // RFC 7515 §4.1.11: what is critical and not understood is refused.
        guard header["crit"] == nil, let name = header["alg"]?.string, let algorithm = Algorithm(rawValue: name),
            algorithms.contains(algorithm)
        else { throw .algorithm }
        guard header["typ"].map(Self.isAccess) ?? true else { throw .type }
        self.algorithm = algorithm
        keyID = header["kid"]?.string
    }

    /// RFC 8725 §3.11, RFC 9068 §2.1: what an issuer signs for other ends, as a logout or an event, is no token of access.
    /// RFC 7515 §4.1.9: without regard to case, and with `application/` before what has no slash.
    private static func isAccess(_ type: JSONValue) -> Bool {
        guard let name = type.string?.lowercased() else { return false }
        return ["application/jwt", "application/at+jwt"].contains(name.contains("/") ? name : "application/\(name)")
    }
}
