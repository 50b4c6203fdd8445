// SPDX-License-Identifier: Apache-2.0
import CSodium

/// sodium_init(3) must have run before anything else of libsodium; it may run more than once.
let sodiumIsReady: Bool = sodium_init() >= 0

/// A block of libsodium's guarded memory: between guard pages, locked into RAM where the limits allow it, left out of
/// core dumps, zeroed when the value ends.
@safe struct SodiumMemory: ~Copyable, @unchecked Sendable {
    private let base: UnsafeMutableRawPointer
    let capacity: Int

    init(capacity: Int) {
        precondition(sodiumIsReady, "libsodium cannot start")
        // NULL means that the machine has no memory left, from which no program recovers in good order.
        guard let base = unsafe sodium_malloc(max(capacity, 1)) else { fatalError("no memory left for a secret") }
        unsafe self.base = base
        self.capacity = capacity
    }

    deinit { unsafe sodium_free(base) }

    borrowing func withBytes<R: ~Copyable, E: Error>(
        count: Int, _ body: (Span<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        let buffer = unsafe UnsafeRawBufferPointer(start: base, count: count)
        return try unsafe body(Span<UInt8>(_unsafeBytes: buffer))
    }

    mutating func withMutableBytes<R: ~Copyable, E: Error>(
        _ body: (inout MutableSpan<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        let buffer = unsafe UnsafeMutableRawBufferPointer(start: base, count: capacity)
        var span = unsafe MutableSpan<UInt8>(_unsafeBytes: buffer)
        return try body(&span)
    }
}

extension SodiumMemory {
    /// Copies bytes to a place; both must lie within.
    mutating func write(_ bytes: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && offset + bytes.count <= capacity)
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress {
                unsafe (base + offset).copyMemory(from: start, byteCount: source.count)
            }
        }
    }
}

/// Compares without telling by its duration where the difference is. Lengths are not secret.
package func constantTimeEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBytes { a in
        unsafe right.withUnsafeBytes { b in
            unsafe a.count == 0 || sodium_memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0
        }
    }
}
