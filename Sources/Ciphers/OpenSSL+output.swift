// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Secrets

/// What OpenSSL writes, BIO_s_mem(3) and BIO_s_secmem(3).
enum OpenSSLOutput {
    /// - Parameter write: returns 1 when it is done.
    static func bytes(_ write: (OpaquePointer) -> Int32) throws(CipherError) -> [UInt8] {
        try unsafe written(unsafe BIO_new(BIO_s_mem()), write) { bytes in bytes.indices.map { bytes[$0] } }
    }

    /// As ``bytes(_:)``, for what nobody else may see: the memory is wiped when it is given back.
    static func secret(_ write: (OpaquePointer) -> Int32) throws(CipherError) -> SharedSecret {
        try unsafe written(unsafe BIO_new(BIO_s_secmem()), write) { SharedSecret(Secret(copying: $0)) }
    }

    private static func written<R>(
        _ output: OpaquePointer?, _ write: (OpaquePointer) -> Int32, _ take: (Span<UInt8>) -> R
    ) throws(CipherError) -> R {
        guard let output = unsafe output else { throw .openSSL("BIO_new") }
        defer { unsafe BIO_free_all(output) }
        var start: UnsafeMutableRawPointer?
        guard unsafe write(output) == 1 else { throw .openSSL("BIO_write") }
        // BIO_get_mem_data(3) is a macro.
        let count = unsafe BIO_ctrl(output, BIO_CTRL_INFO, 0, &start)
        guard count > 0, let start = unsafe start else { throw .openSSL("BIO_get_mem_data") }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: UInt8.self)
        return unsafe take(Span(_unsafeElements: bytes))
    }
}
