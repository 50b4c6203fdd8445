// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// Initialisation vectors from OpenSSL's generator, drawn a pool at a time: RAND_bytes(3) costs the same for 16 bytes
/// as for thousands, and more than the encryption of a small record.
package struct RandomPool: ~Copyable, Sendable {
    private static let capacity = 4096

    private var bytes: [UInt8] = []
    private var used = 0

    package init() {}

    package mutating func next(_ count: Int) throws(CipherError) -> [UInt8] {
        if used + count > bytes.count {
            bytes = [UInt8](repeating: 0, count: Self.capacity)
            guard unsafe RAND_bytes(&bytes, Int32(Self.capacity)) == 1 else { throw .openSSL("RAND_bytes") }
            used = 0
        }
        defer { used += count }
        return Array(bytes[used..<used + count])
    }
}
