// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Secrets

/// What the keys of signed notes have in common.
enum NoteKey {
    /// Signature type 0x01, Ed25519.
    static let ed25519: UInt8 = 0x01

    /// Not empty, no white space, no plus sign, no control character.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
            }
    }

    /// The first four bytes of SHA-256(name || 0x0A || type || public key).
    static func id(name: String, key: PublicKey) -> [UInt8] {
        var hash = SHA256()
        hash.update(name)
        hash.update([0x0A, ed25519].span)
        hash.update(key.bytes.span)
        return Array(hash.finalize()[..<4])
    }
}
