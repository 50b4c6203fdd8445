// SPDX-License-Identifier: Apache-2.0
import Ciphers

/// Identifiers and texts that nobody guesses.
enum Identifier {
    static func uuid() -> String { uuid(random(16)) }

    /// The same for the same text: for objects that the state's files do not name.
    static func uuid(of text: String) -> String { uuid(Array(SHA256.hash(Array(text.utf8)).prefix(16))) }

    static func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }

    /// RFC 9562 §4
    private static func uuid(_ bytes: [UInt8]) -> String {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hex.string(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
