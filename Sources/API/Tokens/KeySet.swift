// SPDX-License-Identifier: Apache-2.0
import Agent
import Foundation
import JSON
import JWTKit
import Secrets

/// The public keys of an issuer, RFC 7517 §5. Keys of a kind that is not known are left out, as it wants it.
struct KeySet: Sendable {
    private let keys: [JWK]

    /// - Returns: nil for what is no key set.
    init?(parsing bytes: [UInt8]) {
        guard let set = try? JSONValue(parsing: bytes.span), let members = set["keys"]?.array else { return nil }
        keys = members.filter(Self.verifies).compactMap { member in
            try? JSONDecoder().decode(JWK.self, from: Data(member.canonical))
        }
    }

    /// RFC 7517 §4.2 and §4.3: what a key is for, where its issuer says so.
    private static func verifies(_ key: JSONValue) -> Bool {
        (key["use"].map { $0.string == "sig" } ?? true)
            && (key["key_ops"].map { $0.array?.contains("verify") == true } ?? true)
    }

    /// The key for a token: that of the name, or the only one of the algorithm's kind where the token names none.
    func key(_ header: TokenHeader) -> JWK? {
        let fitting = keys.filter { $0.fits(header.algorithm) }
        guard let name = header.keyID else { return fitting.count == 1 ? fitting[0] : nil }
        return fitting.first { $0.keyIdentifier?.string == name }
    }
}

extension JWK {
    /// One of 2048 bits at least, RFC 7518 §3.3; a broken key is none.
    private var hasModulus: Bool { modulus.flatMap { Base64.urlUnpadded.decode($0) }.map { $0.count >= 256 } ?? false }

    /// A key is used for its own algorithm alone, RFC 8725 §3.1: a public key is never the secret of an HMAC.
    fileprivate func fits(_ wanted: TokenHeader.Algorithm) -> Bool {
        if let algorithm, algorithm.rawValue != wanted.rawValue { return false }
        return switch wanted {
        case .hs256: false
        case .rs256: keyType == .rsa && hasModulus
        case .es256: keyType == .ecdsa && curve?.rawValue == "P-256"
        case .eddsa: keyType == .octetKeyPair && curve?.rawValue == "Ed25519"
        }
    }
}
