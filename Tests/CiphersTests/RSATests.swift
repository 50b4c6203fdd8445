// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Foundation
import Secrets
import TestSupport
import Testing

struct RSATests {
    /// RFC 7515, appendix A.2.1.
    private static let message =
        "eyJhbGciOiJSUzI1NiJ9."
        + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private static let signature =
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUA"
        + "r7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO"
        + "--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igc"
        + "N_IoypGlUPQGe77Rw"

    private func pem(_ name: String) throws -> [UInt8] {
        let url = Bundle.module.url(forResource: name, withExtension: "pem", subdirectory: "Vectors")
        return Array(try Data(contentsOf: try #require(url)))
    }

    private func signingKey(_ pem: [UInt8]) -> RSASigningKey? { RSASigningKey(pem: pem.span) }
    private func verifyingKey(_ pem: [UInt8]) -> RSAVerifyingKey? { RSAVerifyingKey(pem: pem.span) }
    private func certificate(_ pem: [UInt8]) -> Certificate? { Certificate(pem: pem.span) }

    @Test(arguments: ["rfc7515-a2", "rfc7515-a2-pkcs1"])
    func `the signature is that of RFC 7515`(name: String) throws {
        let key = try #require(signingKey(try pem(name)))
        let message = Array(Self.message.utf8)
        let signature = bytes(try key.signature(of: message.span))
        #expect(Base64.urlUnpadded.string(signature) == Self.signature)
    }

    @Test(arguments: ["rfc7515-a2-encrypted", "rsa-1024", "ec-p256", "rfc7515-a2-public", "rfc7515-a2-certificate"])
    func `what is no key to sign with is refused`(name: String) throws {
        #expect(signingKey(try pem(name)) == nil)
    }

    @Test func `texts that are no key are refused`() {
        for text in ["", "key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            #expect(signingKey(Array(text.utf8)) == nil)
            #expect(verifyingKey(Array(text.utf8)) == nil)
            #expect(certificate(Array(text.utf8)) == nil)
        }
    }

    @Test(arguments: ["rfc7515-a2-public", "rfc7515-a2-certificate"])
    func `a signature is checked, and a changed one or a changed message found`(name: String) throws {
        let key = try #require(verifyingKey(try pem(name)))
        var signature = try #require(Base64.urlUnpadded.decode(Self.signature))
        #expect(isValid(signature, Self.message, key))
        #expect(!isValid(signature, Self.message + "x", key))
        signature[0] ^= 1
        #expect(!isValid(signature, Self.message, key))
    }

    private func isValid(_ signature: [UInt8], _ message: String, _ key: RSAVerifyingKey) -> Bool {
        let message = Array(message.utf8)
        return key.isValid(signature.span, of: message.span)
    }

    @Test func `a certificate is named by its fingerprints and has an end`() throws {
        let certificate = try #require(certificate(try pem("rfc7515-a2-certificate")))
        // By Python's cryptography.
        #expect(Hex.string(certificate.sha1) == "2114ecc0ea5b7ea5c79e3f56e86350860d649352")
        #expect(
            Hex.string(certificate.sha256) == "6136ea044cb6442cfe96ddd7558c5834ddf62914dc5dcfdca183eeab2227359c")
        #expect(certificate.notAfter == 1_798_761_600)
    }
}
