// SPDX-License-Identifier: Apache-2.0
import COpenSSL
package import Secrets

/// AES-128 in CBC mode with PKCS #7 padding (NIST SP 800-38A, RFC 5652 §6.3) under one key, one direction at a time.
@safe package struct AESCBC: ~Copyable, @unchecked Sendable {
    package static let keyCount = 16
    package static let blockCount = 16

    private let encryptor: OpaquePointer
    private let decryptor: OpaquePointer

    private init(encryptor: OpaquePointer, decryptor: OpaquePointer) {
        unsafe self.encryptor = encryptor
        unsafe self.decryptor = decryptor
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(encryptor)
        unsafe EVP_CIPHER_CTX_free(decryptor)
    }

    /// - Parameter key: 16 bytes.
    package init(key: borrowing Secret) throws(CipherError) {
        precondition(key.count == Self.keyCount)
        guard let encryptor = unsafe EVP_CIPHER_CTX_new(), let decryptor = unsafe EVP_CIPHER_CTX_new() else {
            throw .openSSL("EVP_CIPHER_CTX_new")
        }
        let opened = unsafe AESCBC(encryptor: encryptor, decryptor: decryptor)
        let scheduled = key.withBytes { key in
            unsafe key.withUnsafeBytes { key in
                let bytes = unsafe key.bindMemory(to: UInt8.self).baseAddress
                return unsafe EVP_EncryptInit_ex(encryptor, EVP_aes_128_cbc(), nil, bytes, nil) == 1
                    && EVP_DecryptInit_ex(decryptor, EVP_aes_128_cbc(), nil, bytes, nil) == 1
            }
        }
        guard scheduled else { throw .openSSL("EVP_EncryptInit_ex") }
        self = opened
    }

    package static func paddedCount(_ count: Int) -> Int { (count / blockCount + 1) * blockCount }

    /// Encrypts `plaintext` behind what `output` holds.
    package mutating func encrypt(
        _ plaintext: Span<UInt8>, iv: Span<UInt8>, appendingTo output: inout [UInt8]
    ) throws(CipherError) {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: Self.paddedCount(plaintext.count)))
        var written: Int32 = 0
        var last: Int32 = 0
        let done = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe plaintext.withUnsafeBytes { source in
                unsafe iv.withUnsafeBytes { iv in
                    let target = unsafe output.baseAddress! + start
                    let from = unsafe source.bindMemory(to: UInt8.self).baseAddress
                    return unsafe EVP_EncryptInit_ex(
                        encryptor, nil, nil, nil, iv.bindMemory(to: UInt8.self).baseAddress)
                        == 1
                        && EVP_EncryptUpdate(encryptor, target, &written, from, Int32(source.count)) == 1
                        && EVP_EncryptFinal_ex(encryptor, target + Int(written), &last) == 1
                }
            }
        }
        guard done else { throw .openSSL("EVP_EncryptUpdate") }
    }

    /// Decrypts whole blocks into guarded memory.
    ///
    /// - Throws: ``CipherError/padding``. Callers check a MAC first, or the answer is a padding oracle.
    package mutating func decrypt(_ ciphertext: Span<UInt8>, iv: Span<UInt8>) throws(CipherError) -> Secret {
        var written: Int32 = 0
        var last: Int32 = 0
        var sound = false
        let block = Secret(count: ciphertext.count) { target in
            unsafe target.withUnsafeMutableBytes { target in
                unsafe ciphertext.withUnsafeBytes { source in
                    unsafe iv.withUnsafeBytes { iv in
                        let to = unsafe target.bindMemory(to: UInt8.self).baseAddress!
                        let from = unsafe source.bindMemory(to: UInt8.self).baseAddress
                        sound =
                            unsafe EVP_DecryptInit_ex(
                                decryptor, nil, nil, nil, iv.bindMemory(to: UInt8.self).baseAddress) == 1
                            && EVP_DecryptUpdate(decryptor, to, &written, from, Int32(source.count)) == 1
                            && EVP_DecryptFinal_ex(decryptor, to + Int(written), &last) == 1
                    }
                }
            }
        }
        guard sound else { throw .padding }
        let count = Int(written + last)
        return block.withBytes { Secret(copying: $0.extracting(0..<count)) }
    }
}
