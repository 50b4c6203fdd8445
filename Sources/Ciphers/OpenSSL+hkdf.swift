// SPDX-License-Identifier: Apache-2.0
import COpenSSL
package import Secrets

/// HKDF with SHA-256, RFC 5869.
package enum HKDF {
    /// - Parameter count: length of the derived key, at most 255 · 32 bytes.
    package static func derive(
        from key: borrowing Secret, salt: [UInt8], info: [UInt8], count: Int
    ) throws(CipherError) -> Secret {
        guard let kdf = unsafe EVP_KDF_fetch(nil, "HKDF", nil) else { throw .openSSL("EVP_KDF_fetch") }
        defer { unsafe EVP_KDF_free(kdf) }
        guard let context = unsafe EVP_KDF_CTX_new(kdf) else { throw .openSSL("EVP_KDF_CTX_new") }
        defer { unsafe EVP_KDF_CTX_free(context) }
        var salt = salt
        var info = info
        var digest = Array("SHA256".utf8CString)
        var derived = false
        let secret = Secret(count: count) { target in
            unsafe target.withUnsafeMutableBytes { target in
                key.withBytes { key in
                    unsafe key.withUnsafeBytes { key in
                        unsafe salt.withUnsafeMutableBytes { salt in
                            unsafe info.withUnsafeMutableBytes { info in
                                unsafe digest.withUnsafeMutableBufferPointer { digest in
                                    var parameters = unsafe [
                                        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.baseAddress, 0),
                                        OSSL_PARAM_construct_octet_string(
                                            OSSL_KDF_PARAM_KEY, UnsafeMutableRawPointer(mutating: key.baseAddress),
                                            key.count),
                                        OSSL_PARAM_construct_octet_string(
                                            OSSL_KDF_PARAM_SALT, salt.baseAddress, salt.count),
                                        OSSL_PARAM_construct_octet_string(
                                            OSSL_KDF_PARAM_INFO, info.baseAddress, info.count),
                                        OSSL_PARAM_construct_end(),
                                    ]
                                    derived =
                                        unsafe EVP_KDF_derive(
                                            context, target.bindMemory(to: UInt8.self).baseAddress!, target.count,
                                            &parameters) == 1
                                }
                            }
                        }
                    }
                }
            }
        }
        guard derived else { throw .openSSL("EVP_KDF_derive") }
        return secret
    }
}
