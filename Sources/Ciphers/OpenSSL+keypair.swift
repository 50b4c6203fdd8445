// SPDX-License-Identifier: Apache-2.0
import COpenSSL
package import Secrets

/// An RSA key that was made here. Clouds take its public half as a certificate that it has signed for itself.
@safe package final class RSAKeyPair: @unchecked Sendable {
    private let key: OpaquePointer

    /// Makes a new one.
    ///
    /// - Parameter bits: 2,048 or more.
    package init(bits: Int32) throws(CipherError) {
        guard let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else {
            throw .openSSL("EVP_PKEY_CTX_new_id")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var made: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits) == 1,
            unsafe EVP_PKEY_generate(context, &made) == 1, let key = unsafe made
        else { throw .openSSL("EVP_PKEY_generate") }
        unsafe self.key = key
    }

    /// - Parameter pem: what ``privateKey()`` gave.
    package init?(pem: Span<UInt8>) {
        let key = unsafe OpenSSLInput.read(pem) { input in
            unsafe PEM_read_bio_PrivateKey(input, nil, { _, _, _, _ in 0 }, nil)
        }
        guard let key = unsafe key else { return nil }
        unsafe self.key = key
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// PKCS #8 in PEM, not encrypted.
    package func privateKey() throws(CipherError) -> SharedSecret {
        try unsafe OpenSSLOutput.secret { unsafe PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }
    }

    /// An X.509 v3 certificate of the public half, RFC 5280 §4.1.
    ///
    /// - Parameters:
    ///   - commonName: of subject and issuer: 64 characters at most, appendix A.
    ///   - start: in seconds since 1970, as is the end.
    package func certificate(
        _ commonName: String, from start: Int64, until end: Int64
    ) throws(CipherError) -> Certificate {
        guard let certificate = unsafe X509_new(), let name = unsafe X509_NAME_new() else { throw .openSSL("X509_new") }
        defer { unsafe X509_NAME_free(name) }
        // Positive and unique, as §4.1.2.2 wants it: 127 random bits.
        var serial = randomBytes(count: 16)
        serial[0] &= 0x7F
        let number = unsafe BN_bin2bn(serial, Int32(serial.count), nil)
        defer { unsafe BN_free(number) }
        let isMade =
            unsafe X509_set_version(certificate, 2) == 1
            && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
            && X509_NAME_add_entry_by_txt(
                name, "CN", MBSTRING_UTF8, commonName, Int32(commonName.utf8.count), -1, 0) == 1
            && X509_set_subject_name(certificate, name) == 1 && X509_set_issuer_name(certificate, name) == 1
            && ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(start)) != nil
            && ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(end)) != nil
            && X509_set_pubkey(certificate, key) == 1 && X509_sign(certificate, key, EVP_sha256()) > 0
        guard isMade else {
            unsafe X509_free(certificate)
            throw .openSSL("X509_sign")
        }
        return unsafe Certificate(adopting: certificate)
    }
}
