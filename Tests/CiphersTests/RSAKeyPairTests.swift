// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Foundation
import Secrets
import TestSupport
import Testing

/// Keys that are made here, and the certificates that they sign for themselves, read by openssl(1).
struct RSAKeyPairTests {
    /// Beyond 2049 the form of a date in a certificate is another one, RFC 5280 §4.1.2.5.
    private static let ends: [Int64] = [1_900_000_000, 2_600_000_000]

    private func openssl(_ arguments: String..., input: [UInt8]) async throws -> Data {
        let command = try await Command.run("/usr/bin/openssl", arguments, input: Data(input))
        try #require(command.status == 0, "\(command.errorText)")
        return command.output
    }

    private func text(_ arguments: String..., input: [UInt8]) async throws -> String {
        let command = try await Command.run("/usr/bin/openssl", arguments, input: Data(input))
        try #require(command.status == 0, "\(command.errorText)")
        return command.outputText
    }

    private func pair(_ pem: [UInt8]) -> RSAKeyPair? { RSAKeyPair(pem: pem.span) }

    @Test(arguments: [2048, 3072] as [Int32], Self.ends)
    func `openssl reads what was asked for`(bits: Int32, end: Int64) async throws {
        let certificate = try RSAKeyPair(bits: bits).certificate(
            "cloud-extractor 01ABC", from: 1_700_000_000, until: end)
        let pem = try certificate.pem()
        let shown = try await text("x509", "-text", "-noout", "-nameopt", "RFC2253", input: pem)
        for part in [
            "Version: 3 (0x2)", "Subject: CN=cloud-extractor 01ABC", "Issuer: CN=cloud-extractor 01ABC",
            "Signature Algorithm: sha256WithRSAEncryption", "Public-Key: (\(bits) bit)", "Exponent: 65537 (0x10001)",
        ] {
            #expect(shown.contains(part), "\(shown)")
        }
        let dates = try await text(
            "x509", "-noout", "-startdate", "-enddate", "-dateopt", "iso_8601", input: pem)
        #expect(
            dates
                == "notBefore=2023-11-14 22:13:20Z\nnotAfter=\(end == Self.ends[0] ? "2030-03-17 17:46:40" : "2052-05-22 14:13:20")Z\n"
        )
        #expect(certificate.notAfter == end)
    }

    @Test func `serial numbers are positive, long, and never the same`() async throws {
        let pair = try RSAKeyPair(bits: 2048)
        var serials: Set<String> = []
        for _ in 0..<12 {
            let pem = try pair.certificate("serial", from: 0, until: 1).pem()
            let line = try await text("x509", "-noout", "-serial", input: pem)
            let serial = try #require(line.wholeMatch(of: /serial=([0-9A-F]+)\n/)?.1, "\(line)")
            #expect((20...32).contains(serial.count))
            serials.insert(String(serial))
        }
        #expect(serials.count == 12)
    }

    @Test func `the certificate is signed by its own key, and bears what that key signs`() async throws {
        let pair = try RSAKeyPair(bits: 2048)
        let pem = try pair.certificate("own", from: 1_700_000_000, until: 4_000_000_000).pem()
        let key = bytes(try pair.privateKey())
        let directory = try TemporaryDirectory()
        let file = try directory.write("own.pem", String(decoding: pem, as: UTF8.self))
        #expect(try await text("verify", "-CAfile", file, "-check_ss_sig", file, input: []) == "\(file): OK\n")
        let derived = try await openssl("pkey", "-pubout", input: key)
        #expect(try await openssl("x509", "-noout", "-pubkey", input: pem) == derived)

        let message = Array("what is signed".utf8)
        let verifier = try #require(verifyingKey(pem))
        let ours = try signature(key, message)
        #expect(isValid(ours, message, verifier))
        #expect(!isValid(ours, message + [0], verifier))
        let keyFile = try directory.write("key.pem", String(decoding: key, as: UTF8.self))
        let theirs = try await openssl("dgst", "-sha256", "-sign", keyFile, input: message)
        #expect(Array(theirs) == ours)
    }

    private func verifyingKey(_ pem: [UInt8]) -> RSAVerifyingKey? { RSAVerifyingKey(pem: pem.span) }
    private func isValid(_ signature: [UInt8], _ message: [UInt8], _ key: RSAVerifyingKey) -> Bool {
        key.isValid(signature.span, of: message.span)
    }
    private func signature(_ key: [UInt8], _ message: [UInt8]) throws -> [UInt8] {
        let found = RSASigningKey(pem: key.span)
        return bytes(try #require(found).signature(of: message.span))
    }

    /// RFC 7093 §2, method 1 with all of its bits: the contents of the bit string are an RSAPublicKey.
    @Test func `the key's id is the hash of its public half`() async throws {
        let pair = try RSAKeyPair(bits: 2048)
        let certificate = try pair.certificate("one", from: 0, until: 1)
        let key = try await openssl("x509", "-noout", "-pubkey", input: try certificate.pem())
        let bits = try await openssl("rsa", "-pubin", "-RSAPublicKey_out", "-outform", "DER", input: Array(key))
        let hash = try await text("dgst", "-sha256", "-r", input: Array(bits))
        #expect(hash.hasPrefix(Hex.string(certificate.keyID) + " "))
        #expect(try pair.certificate("two", from: 5, until: 6).keyID == certificate.keyID)
        #expect(try RSAKeyPair(bits: 2048).certificate("one", from: 0, until: 1).keyID != certificate.keyID)
    }

    @Test func `keys and certificates go there and back`() async throws {
        let made = try RSAKeyPair(bits: 2048)
        let certificate = try made.certificate("back", from: 0, until: 1)
        let pem = try certificate.pem()
        let der = try await openssl("x509", "-outform", "DER", input: pem)
        #expect(certificate.der == Array(der))
        #expect(fromPEM(pem)?.der == Array(der) && fromDER(Array(der))?.der == Array(der))
        #expect(fromDER(Array(der.dropLast())) == nil)

        let key = bytes(try made.privateKey())
        #expect(String(decoding: key, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(try await text("pkey", "-check", "-noout", input: key).contains("Key is valid"))
        let read = try #require(pair(key))
        #expect(bytes(try read.privateKey()) == key)
        #expect(try read.certificate("again", from: 0, until: 1).keyID == certificate.keyID)
        #expect(pair(pem) == nil && pair([]) == nil)
    }

    private func fromPEM(_ bytes: [UInt8]) -> Certificate? { Certificate(pem: bytes.span) }
    private func fromDER(_ bytes: [UInt8]) -> Certificate? { Certificate(der: bytes.span) }
}
