// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Secrets

/// The public half: checks signatures made under one name.
package struct NoteVerifier: Sendable {
    package let name: String
    package let keyID: [UInt8]
    let key: PublicKey
    /// Those that it follows, under the same name: what they have signed, nobody signs anew.
    package private(set) var earlier: [NoteVerifier] = []

    init(name: String, key: PublicKey) {
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, key: key)
    }

    /// Reads a verifier key, `name+hex8(key id)+base64(0x01 || public key)`.
    package init?(_ text: String) {
        let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 3, NoteKey.isName(fields[0]), let blob = Base64.standard.decode(fields[2]),
            blob.first == NoteKey.ed25519, let key = PublicKey(Array(blob.dropFirst()))
        else { return nil }
        self.init(name: fields[0], key: key)
        guard Hex.string(keyID) == fields[1] else { return nil }
    }

    /// - Returns: nil where one of them is of another name.
    package func following(_ earlier: [NoteVerifier]) -> NoteVerifier? {
        guard earlier.allSatisfy({ $0.name == name }) else { return nil }
        var verifier = self
        verifier.earlier = earlier
        return verifier
    }

    package var text: String {
        "\(name)+\(Hex.string(keyID))+\(Base64.standard.string([NoteKey.ed25519] + key.bytes))"
    }

    func matches(_ signature: SignedNote.Signature) -> Bool {
        signature.name == name && signature.keyID == keyID
    }
}

extension NoteVerifier: Equatable {
    package static func == (left: NoteVerifier, right: NoteVerifier) -> Bool {
        left.name == right.name && left.keyID == right.keyID && left.key == right.key
    }
}
