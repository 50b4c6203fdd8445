// SPDX-License-Identifier: Apache-2.0
import CSodium

/// A private Ed25519 key, RFC 8032 (pure, not prehashed).
package struct SigningKey: ~Copyable, Sendable {
    package static let seedCount = Int(crypto_sign_SEEDBYTES)

    private let secretKey: Secret
    package let publicKey: PublicKey

    /// - Returns: nil unless the seed has 32 bytes.
    package init?(seed: borrowing Secret) {
        guard seed.count == Self.seedCount, sodiumIsReady else { return nil }
        var publicBytes = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        secretKey = Secret(count: Int(crypto_sign_SECRETKEYBYTES)) { target in
            unsafe target.withUnsafeMutableBytes { secret in
                seed.withBytes { seed in
                    unsafe seed.withUnsafeBytes { seed in
                        _ = unsafe crypto_sign_seed_keypair(
                            &publicBytes, secret.bindMemory(to: UInt8.self).baseAddress!,
                            seed.bindMemory(to: UInt8.self).baseAddress!)
                    }
                }
            }
        }
        publicKey = PublicKey(validated: publicBytes)
    }

    /// The 64 bytes of the signature.
    package borrowing func sign(_ message: Span<UInt8>) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        unsafe message.withUnsafeBytes { message in
            secretKey.withBytes { secret in
                unsafe secret.withUnsafeBytes { secret in
                    _ = unsafe crypto_sign_detached(
                        &signature, nil, message.bindMemory(to: UInt8.self).baseAddress, UInt64(message.count),
                        secret.bindMemory(to: UInt8.self).baseAddress!)
                }
            }
        }
        return signature
    }
}

/// A public Ed25519 key.
package struct PublicKey: Sendable, Hashable {
    package let bytes: [UInt8]

    fileprivate init(validated bytes: [UInt8]) { self.bytes = bytes }

    /// - Returns: nil unless there are 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Int(crypto_sign_PUBLICKEYBYTES) else { return nil }
        self.bytes = bytes
    }

    package func verifies(_ signature: [UInt8], of message: Span<UInt8>) -> Bool {
        guard signature.count == Int(crypto_sign_BYTES), sodiumIsReady else { return false }
        return unsafe message.withUnsafeBytes { message in
            unsafe crypto_sign_verify_detached(
                signature, message.bindMemory(to: UInt8.self).baseAddress, UInt64(message.count), bytes) == 0
        }
    }
}
