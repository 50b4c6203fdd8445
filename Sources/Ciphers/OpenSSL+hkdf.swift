// SPDX-License-Identifier: Apache-2.0
import COpenSSL
package import Secrets

/// HKDF with SHA-256, RFC 5869.
package enum HKDF {
    /// The longest key that RFC 5869 §2.3 allows.
    static let maximumCount = 255 * SHA256.count

    /// - Parameter count: length of the derived key in bytes, at most ``maximumCount``.
    package static func derive(
        from key: borrowing Secret, salt: [UInt8], info: [UInt8], count: Int
    ) throws(CipherError) -> Secret {
        guard let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else {
            throw .openSSL("EVP_PKEY_CTX_new_id")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        let isReady = key.withBytes { key in
            unsafe key.withUnsafeBytes { key in
                unsafe EVP_PKEY_derive_init(context) == 1
                    && EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) == 1
                    && EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)) == 1
                    && EVP_PKEY_CTX_set1_hkdf_key(
                        context, key.bindMemory(to: UInt8.self).baseAddress, Int32(key.count)) == 1
                    && EVP_PKEY_CTX_add1_hkdf_info(context, info, Int32(info.count)) == 1
            }
        }
        guard isReady else { throw .openSSL("EVP_PKEY_derive_init") }
        var derived = count
        var isDone = false
        let secret = Secret(count: count) { target in
            unsafe target.withUnsafeMutableBytes { target in
                isDone = unsafe EVP_PKEY_derive(context, target.bindMemory(to: UInt8.self).baseAddress, &derived) == 1
            }
        }
        guard isDone, derived == count else { throw .openSSL("EVP_PKEY_derive") }
        return secret
    }
}
