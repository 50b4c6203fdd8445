// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON
import Secrets

/// A signed JSON Web Token in its compact form, RFC 7519 and RFC 7515 §7.1.
struct JWT {
    let header: JSONValue
    let claims: JSONValue
    private let message: [UInt8]
    private let signature: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Self.json(parts[0]), let claims = Self.json(parts[1]),
            let signature = Self.bytes(parts[2])
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        message = Array("\(parts[0]).\(parts[1])".utf8)
    }

    private static func json(_ part: String) -> JSONValue? {
        bytes(part).flatMap { try? JSONValue(parsing: $0.span) }
    }

    /// Base64url without padding.
    static func bytes(_ part: String) -> [UInt8]? {
        guard !part.contains("=") else { return nil }
        return Base64.url.decode(part + String(repeating: "=", count: (4 - part.utf8.count % 4) % 4))
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(Base64.url.string(bytes).prefix { $0 != "=" })
    }

    /// Whether the key, a PEM text, made the signature.
    func isSigned(by pem: String) -> Bool {
        switch header["alg"]?.string {
        case "RS256": RSAVerifyingKey(pem: Array(pem.utf8).span)?.isValid(signature.span, of: message.span) ?? false
        case "PS256": OpenSSLCommand.isValidPSS(signature, of: message, pem: pem)
        default: false
        }
    }

    func text(_ name: String) -> String? { claims[name]?.string }

    /// `aud` may be one or many, RFC 7519 §4.1.3.
    var audiences: [String] {
        claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.array?.compactMap(\.string) ?? []
    }

    /// A NumericDate, RFC 7519 §2: there may be fractions.
    func time(_ name: String) -> Int64? {
        guard case .number(let text)? = claims[name] else { return nil }
        return Double(text).flatMap { Int64(exactly: $0.rounded(.down)) }
    }
}
