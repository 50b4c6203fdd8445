// SPDX-License-Identifier: Apache-2.0

/// Bytes that nobody else may see: a key, a token, a password.
///
/// They live in guarded memory (``SodiumMemory``) and are zeroed when the value ends. A secret cannot be copied by
/// accident, printed, compared in variable time or encoded: none of that compiles.
package struct Secret: ~Copyable, Sendable {
    private let memory: SodiumMemory
    package let count: Int

    init(adopting memory: consuming SodiumMemory, count: Int) {
        self.memory = memory
        self.count = count
    }

    /// A copy of bytes that are not secret yet, or that a test made up.
    package init(copying bytes: Span<UInt8>) {
        var memory = SodiumMemory(capacity: bytes.count)
        memory.write(bytes, at: 0)
        self.init(adopting: memory, count: bytes.count)
    }

    /// `count` bytes that `fill` writes in place.
    package init<E: Error>(count: Int, filling fill: (inout MutableSpan<UInt8>) throws(E) -> Void) throws(E) {
        var memory = SodiumMemory(capacity: count)
        try memory.withMutableBytes(fill)
        self.init(adopting: memory, count: count)
    }

    /// Lends the bytes; they must not be copied to ordinary memory.
    package borrowing func withBytes<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try memory.withBytes(count: count, body)
    }

    /// A second secret with the same bytes, for another owner.
    package borrowing func duplicate() -> Secret { withBytes { Secret(copying: $0) } }

    package borrowing func isEqual(to other: borrowing Secret) -> Bool {
        withBytes { mine in other.withBytes { constantTimeEqual(mine, $0) } }
    }
}
