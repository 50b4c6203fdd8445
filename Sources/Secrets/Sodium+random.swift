// SPDX-License-Identifier: Apache-2.0
import CSodium

extension Secret {
    /// Bytes from the system's generator, randombytes_buf(3).
    package static func random(count: Int) -> Secret {
        precondition(sodiumIsReady, "libsodium cannot start")
        return Secret(count: count) { target in
            unsafe target.withUnsafeMutableBytes { unsafe randombytes_buf($0.baseAddress!, $0.count) }
        }
    }
}

/// Random bytes that are not secret: identifiers.
package func randomBytes(count: Int) -> [UInt8] {
    precondition(sodiumIsReady, "libsodium cannot start")
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
}
