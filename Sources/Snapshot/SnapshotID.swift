// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets

/// Names a snapshot, and a run: a ULID, https://github.com/ulid/spec. 48 bits of time, then 80 random ones, in
/// Crockford's base 32; names sort by their time.
package struct SnapshotID: Sendable, Hashable, CustomStringConvertible {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    package let text: String

    package init() { self.init(milliseconds: SystemClock.milliseconds(), random: randomBytes(count: 10)) }

    init(milliseconds: UInt64, random: [UInt8]) {
        var bits = UInt128(milliseconds)
        for byte in random { bits = bits << 8 | UInt128(byte) }
        var characters: [UInt8] = []
        for shift in stride(from: 125, through: 0, by: -5) {
            characters.append(Self.alphabet[Int(truncatingIfNeeded: bits >> UInt128(shift)) & 31])
        }
        text = String(decoding: characters, as: UTF8.self)
    }

    /// - Returns: nil for a text that is no ULID in upper case.
    package init?(_ text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy(Self.alphabet.contains), text.first! <= "7" else {
            return nil
        }
        self.text = text
    }

    package var description: String { text }
}
