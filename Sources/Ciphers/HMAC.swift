// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// HMAC-SHA256, RFC 2104, under one key. Both padded keys are hashed once, when the value is made.
package struct HMAC: ~Copyable, Sendable {
    private let inner: SHA256
    private let outer: SHA256

    package init(key: borrowing Secret) {
        self = key.withBytes { HMAC(key: $0) }
    }

    private init(key: Span<UInt8>) {
        let block = 64
        let hashed: [UInt8]? = key.count > block ? SHA256.hash(key) : nil
        func padded(_ pad: UInt8) -> SHA256 {
            let masked = Secret(count: block) { target in
                for index in 0..<block {
                    let byte: UInt8 =
                        if let hashed { index < hashed.count ? hashed[index] : 0 } else {
                            index < key.count ? key[index] : 0
                        }
                    target[index] = byte ^ pad
                }
            }
            var state = SHA256()
            masked.withBytes { state.update($0) }
            return state
        }
        inner = padded(0x36)
        outer = padded(0x5C)
    }

    /// The 32 bytes of the code.
    package borrowing func authenticate(_ message: Span<UInt8>) -> [UInt8] {
        var state = inner.copy()
        state.update(message)
        return outerState(over: state.finalize().span).finalize()
    }

    package borrowing func authenticate(_ text: String) -> [UInt8] { authenticate(Array(text.utf8).span) }

    /// A key derived from this one: the code of a text that is no secret.
    package borrowing func derive(_ text: String) -> Secret {
        var state = inner.copy()
        state.update(text)
        let digest = state.finalizeSecret()
        return digest.withBytes { outerState(over: $0) }.finalizeSecret()
    }

    private borrowing func outerState(over digest: Span<UInt8>) -> SHA256 {
        var last = outer.copy()
        last.update(digest)
        return last
    }
}
