// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON
import Secrets
import TestSupport
import Testing

@testable import CloudSimulator

/// A key and the certificate that it signed for itself, as clients hold them.
struct SigningKey: Sendable {
    let privateKey: String
    let certificate: String

    init() throws {
        let pair = try #require(OpenSSLCommand.selfSigned("test", days: 30))
        (privateKey, certificate) = (pair.privateKey, pair.certificate)
    }

    init(privateKey: String) {
        self.privateKey = privateKey
        certificate = ""
    }

    /// DER in base64, as Microsoft Graph takes it.
    var der: String { PEMText.content(certificate) }

    /// SHA-1 over the DER: `x5t`.
    var thumbprint: [UInt8] { Certificate(pem: Array(certificate.utf8).span)?.sha1 ?? [] }

    func token(_ header: JSONObject = [:], _ claims: JSONValue) throws -> String {
        var header = header
        if header["alg"] == nil { header["alg"] = "RS256" }
        let parts = [JSONValue.object(header).canonical, claims.canonical].map { JWT.text($0) }
        let message = parts.joined(separator: ".")
        let (text, pem) = (Array(message.utf8), Array(privateKey.utf8))
        guard let key = RSASigningKey(pem: pem.span) else {
            Issue.record("the private key is none")
            return ""
        }
        return "\(message).\(JWT.text(bytes(try key.signature(of: text.span))))"
    }
}
