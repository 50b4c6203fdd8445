// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// What stands in an X.509 certificate, RFC 5280. Nothing of it is checked here: it is our own, and named to others.
@safe package final class Certificate: @unchecked Sendable {
    private let certificate: OpaquePointer

    init(adopting certificate: OpaquePointer) { unsafe self.certificate = certificate }

    /// - Parameter pem: one certificate; the first where there are several.
    package init?(pem: Span<UInt8>) {
        let found = unsafe OpenSSLInput.read(pem) { unsafe PEM_read_bio_X509($0, nil, nil, nil) }
        guard let certificate = unsafe found else { return nil }
        unsafe self.certificate = certificate
    }

    /// - Parameter der: one certificate.
    package init?(der: Span<UInt8>) {
        guard der.count <= 1 << 20 else { return nil }
        let found = unsafe der.withUnsafeBytes { bytes in
            var start = unsafe bytes.bindMemory(to: UInt8.self).baseAddress
            return unsafe d2i_X509(nil, &start, bytes.count)
        }
        ERR_clear_error()
        guard let certificate = unsafe found else { return nil }
        unsafe self.certificate = certificate
    }

    deinit { unsafe X509_free(certificate) }

    /// SHA-256 over its DER, `x5t#S256` of RFC 7515 §4.1.8.
    package var sha256: [UInt8] { unsafe fingerprint(EVP_sha256()) }

    /// SHA-1 over its DER, `x5t` of RFC 7515 §4.1.7: a name, not a proof.
    package var sha1: [UInt8] { unsafe fingerprint(EVP_sha1()) }

    package func pem() throws(CipherError) -> [UInt8] {
        try unsafe OpenSSLOutput.bytes { unsafe PEM_write_bio_X509($0, certificate) }
    }

    package var der: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(unsafe i2d_X509(certificate, nil)))
        unsafe bytes.withUnsafeMutableBufferPointer {
            var start = $0.baseAddress
            _ = unsafe i2d_X509(certificate, &start)
        }
        return bytes
    }

    /// SHA-256 over the bits of the public key, RFC 7093 §2: the same for every certificate of one key.
    package var keyID: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard unsafe X509_pubkey_digest(certificate, EVP_sha256(), &bytes, &count) == 1 else {
            fatalError("OpenSSL offers no digest for a key")
        }
        return Array(bytes.prefix(Int(count)))
    }

    private func fingerprint(_ digest: OpaquePointer?) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard unsafe X509_digest(certificate, digest, &bytes, &count) == 1 else {
            fatalError("OpenSSL offers no digest for a certificate")
        }
        return Array(bytes.prefix(Int(count)))
    }

    /// Seconds since 1970 behind which it is no longer valid; nil for a time that is none.
    package var notAfter: Int64? {
        guard let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
        defer { unsafe ASN1_STRING_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, X509_get0_notAfter(certificate)) == 1 else { return nil }
        return Int64(days) * 86_400 + Int64(seconds)
    }

    /// Of the caller, who frees it.
    var publicKey: OpaquePointer? { unsafe X509_get_pubkey(certificate) }
}
