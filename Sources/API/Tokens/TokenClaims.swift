// SPDX-License-Identifier: Apache-2.0
import JWTKit
import Posix

/// The registered claims of RFC 7519 §4.1 that are looked at, and `roles`. Plain members instead of JWTKit's claims:
/// one of these ends the process at `"aud": []`, which anybody can send.
struct TokenClaims: JWTPayload {
    /// A text, or a list of them.
    struct Audience: Codable, Sendable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                values = [one]
            } else {
                values = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(values)
        }
    }

    let sub: String?
    let iss: String?
    let aud: Audience?
    let exp: Double?
    let nbf: Double?
    let roles: [String]?

    /// The end of the year 9999.
    private static let latest = 253_402_300_799.0

    /// The signature alone; the claims are held against the agent's own clock by ``identity(_:now:)``.
    func verify(using algorithm: some JWTAlgorithm) {}

    func identity(_ expected: TokenExpectations, now: Timestamp) throws(TokenRefusal) -> Identity {
        guard let sub, !sub.isEmpty, let exp, (0...Self.latest).contains(exp) else { throw .claims }
        let (now, leeway) = (Double(now.seconds), Double(expected.leeway))
        guard now < exp + leeway else { throw .expired }
        if let nbf, now < nbf - leeway { throw .notYet }
        guard iss == expected.issuer else { throw .issuer }
        guard aud?.values.contains(expected.audience) == true else { throw .audience }
        return Identity(
            subject: sub, roles: Set((roles ?? []).compactMap(APIRole.init)),
            expires: Timestamp(seconds: Int64(exp) + expected.leeway))
    }
}
