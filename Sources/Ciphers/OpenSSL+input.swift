// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// Bytes that OpenSSL reads where they are, BIO_new_mem_buf(3): a key is not copied before it is parsed.
enum OpenSSLInput {
    /// - Parameter pem: of at most 1 MiB.
    static func read(_ pem: Span<UInt8>, _ parse: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        guard pem.count <= 1 << 20 else { return nil }
        return unsafe pem.withUnsafeBytes { pem in
            guard let input = unsafe BIO_new_mem_buf(pem.baseAddress, Int32(pem.count)) else { return nil }
            defer { unsafe BIO_free(input) }
            let found = unsafe parse(input)
            // What was not there is no error of whoever comes next.
            ERR_clear_error()
            return unsafe found
        }
    }
}
