// SPDX-License-Identifier: Apache-2.0

/// Builds a ``Secret`` piece by piece. Growing moves the bytes to a larger block and zeroes the old one.
package struct SecretBuffer: ~Copyable, Sendable {
    private var memory: SodiumMemory
    package private(set) var count = 0

    package init(capacity: Int = 256) { memory = SodiumMemory(capacity: capacity) }

    package mutating func append(_ bytes: Span<UInt8>) {
        reserve(bytes.count)
        memory.write(bytes, at: count)
        count += bytes.count
    }

    package mutating func append(_ byte: UInt8) {
        reserve(1)
        let position = count
        memory.withMutableBytes { $0[position] = byte }
        count += 1
    }

    /// Appends text that is not itself a secret.
    package mutating func append(_ text: String) { append(Array(text.utf8).span) }

    package mutating func append(_ secret: borrowing Secret) { secret.withBytes { append($0) } }

    package consuming func secret() -> Secret { Secret(adopting: memory, count: count) }

    private mutating func reserve(_ more: Int) {
        guard count + more > memory.capacity else { return }
        var larger = SodiumMemory(capacity: max(count + more, memory.capacity * 2))
        memory.withBytes(count: count) { larger.write($0, at: 0) }
        memory = larger
    }
}
