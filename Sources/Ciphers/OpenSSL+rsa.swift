// SPDX-License-Identifier: Apache-2.0
import COpenSSL
package import Secrets

/// Keys below this are no longer accepted by anybody, NIST SP 800-131A.
private let minimumBits: Int32 = 2048

/// An RSA private key that signs with RSASSA-PKCS1-v1_5 and SHA-256: `RS256` of RFC 7518 §3.3.
@safe package final class RSASigningKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// - Parameter pem: PKCS #8 or PKCS #1, not encrypted.
    /// - Returns: nil for anything else, and for keys under 2,048 bits.
    package init?(pem: Span<UInt8>) {
        let key = unsafe OpenSSLInput.read(pem) { input in
            // Without a callback of ours OpenSSL would ask the terminal for the password of an encrypted key.
            unsafe PEM_read_bio_PrivateKey(input, nil, { _, _, _, _ in 0 }, nil)
        }
        guard let key = unsafe key else { return nil }
        unsafe self.key = key
        guard unsafe isAcceptable(key) else { return nil }
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// - Returns: as many bytes as the modulus has, RFC 8017 §8.2.1; under guard, because it makes a token of a text that
    ///   anybody can guess.
    package func signature(of message: Span<UInt8>) throws(CipherError) -> Secret {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .openSSL("EVP_MD_CTX_new") }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else {
            throw .openSSL("EVP_DigestSignInit")
        }
        let size = Int(unsafe EVP_PKEY_get_size(key))
        return try Secret(count: size) { (signature) throws(CipherError) in
            var count = size
            let isSigned = unsafe signature.withUnsafeMutableBytes { signature in
                unsafe message.withUnsafeBytes { message in
                    unsafe EVP_DigestSign(
                        context, signature.bindMemory(to: UInt8.self).baseAddress, &count,
                        message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
                }
            }
            guard isSigned, count == size else { throw .openSSL("EVP_DigestSign") }
        }
    }
}

/// The public half, for whoever checks ``RSASigningKey``'s signatures.
@safe package final class RSAVerifyingKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// - Parameter pem: a public key (RFC 7468 §13) or a certificate.
    package init?(pem: Span<UInt8>) {
        var found = unsafe OpenSSLInput.read(pem) { unsafe PEM_read_bio_PUBKEY($0, nil, nil, nil) }
        if unsafe found == nil, let certificate = Certificate(pem: pem) { unsafe found = certificate.publicKey }
        guard let key = unsafe found else { return nil }
        unsafe self.key = key
        guard unsafe isAcceptable(key) else { return nil }
    }

    deinit { unsafe EVP_PKEY_free(key) }

    package func isValid(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
        return unsafe signature.withUnsafeBytes { signature in
            unsafe message.withUnsafeBytes { message in
                unsafe EVP_DigestVerify(
                    context, signature.bindMemory(to: UInt8.self).baseAddress, signature.count,
                    message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
            }
        }
    }
}

private func isAcceptable(_ key: OpaquePointer) -> Bool {
    unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= minimumBits
}
