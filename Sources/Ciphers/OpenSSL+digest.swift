// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Secrets

/// SHA-256, FIPS 180-4, of data that comes in pieces.
@safe package struct SHA256: ~Copyable, @unchecked Sendable {
    package static let count = 32

    private let context: OpaquePointer

    package init() {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("OpenSSL offers no SHA-256")
        }
        unsafe self.context = context
    }

    private init(adopting context: OpaquePointer) { unsafe self.context = context }

    deinit { unsafe EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { _ = unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    }

    package mutating func update(_ text: String) { update(Array(text.utf8).span) }

    /// A second state that goes on from here; see EVP_MD_CTX_copy_ex(3).
    package borrowing func copy() -> SHA256 {
        guard let copy = unsafe EVP_MD_CTX_new(), unsafe EVP_MD_CTX_copy_ex(copy, context) == 1 else {
            fatalError("no memory left for a digest")
        }
        return unsafe SHA256(adopting: copy)
    }

    /// The 32 bytes. The state must not be used afterwards, hence `consuming`.
    package consuming func finalize() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Self.count)
        unsafe digest.withUnsafeMutableBufferPointer {
            _ = unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        return digest
    }

    /// As ``finalize()``, for digests that are keys.
    consuming func finalizeSecret() -> Secret {
        let context = unsafe self.context
        return Secret(count: Self.count) { target in
            unsafe target.withUnsafeMutableBytes {
                _ = unsafe EVP_DigestFinal_ex(context, $0.bindMemory(to: UInt8.self).baseAddress, nil)
            }
        }
    }

    package static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        var state = SHA256()
        state.update(bytes)
        return state.finalize()
    }

    package static func hash(_ bytes: [UInt8]) -> [UInt8] { hash(bytes.span) }
}
