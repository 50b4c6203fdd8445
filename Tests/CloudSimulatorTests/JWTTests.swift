// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON
import Secrets
import TestSupport
import Testing

@testable import CloudSimulator

struct JWTTests {
    private static func text(_ header: JSONValue, _ claims: JSONValue, signature: [UInt8] = [1, 2, 3]) -> String {
        [header.canonical, claims.canonical, signature].map { JWT.text($0) }.joined(separator: ".")
    }

    @Test func `claims are read`() throws {
        let claims: JSONValue = [
            "iss": "i", "aud": ["a", "b"], "exp": .number("1700000000.75"), "nbf": .number("1.7e9"),
        ]
        let token = try #require(JWT(Self.text(["alg": "RS256"], claims)))
        #expect(token.text("iss") == "i")
        #expect(token.audiences == ["a", "b"])
        #expect(token.time("exp") == 1_700_000_000)
        #expect(token.time("nbf") == 1_700_000_000)
        #expect(token.time("iat") == nil)
    }

    @Test(arguments: ["", "a.b", "a.b.c", "e30.e30", "e30.e30.AA==", "e30.e30.A.B"])
    func `what is none is refused`(text: String) { #expect(JWT(text) == nil) }

    @Test func `a signature is the key's or none`() throws {
        let pair = try #require(OpenSSLCommand.keyPair())
        let other = try #require(OpenSSLCommand.keyPair())
        let privateKey = Array(pair.privateKey.utf8)
        guard let key = RSASigningKey(pem: privateKey.span) else {
            Issue.record("openssl(1) made a key that is none")
            return
        }
        func signed(_ algorithm: String) throws -> JWT {
            let unsigned = JWTTests.text(["alg": .string(algorithm)], ["sub": "s"])
            let message = unsigned.split(separator: ".").prefix(2).joined(separator: ".")
            let text = Array(message.utf8)
            let signature = bytes(try key.signature(of: text.span))
            return try #require(JWT("\(message).\(JWT.text(signature))"))
        }
        #expect(try signed("RS256").isSigned(by: pair.publicKey))
        #expect(try !signed("RS256").isSigned(by: other.publicKey))
        #expect(try !signed("RS256").isSigned(by: "no key"))
        #expect(try !signed("none").isSigned(by: pair.publicKey))
        #expect(try !signed("PS256").isSigned(by: pair.publicKey))
    }
}
