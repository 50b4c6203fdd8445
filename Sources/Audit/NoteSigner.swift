// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Secrets

/// The private half.
package struct NoteSigner: ~Copyable, Sendable {
    package let verifier: NoteVerifier
    private let key: SigningKey

    package init?(name: String, seed: borrowing Secret) {
        guard NoteKey.isName(name), let key = SigningKey(seed: seed) else { return nil }
        verifier = NoteVerifier(name: name, key: key.publicKey)
        self.key = key
    }

    /// Reads a signer key as Go's `sumdb/note` writes it: `PRIVATE+KEY+name+hex8(key id)+base64(0x01 || seed)`.
    package init?(_ text: borrowing Secret) {
        let parts: NoteSigner? = text.withBytes { (bytes: Span<UInt8>) -> NoteSigner? in
            let prefix = Array("PRIVATE+KEY+".utf8)
            guard bytes.count > prefix.count, prefix.indices.allSatisfy({ bytes[$0] == prefix[$0] }) else { return nil }
            let pluses = bytes.indices.filter { bytes[$0] == UInt8(ascii: "+") && $0 >= prefix.count }
            guard pluses.count >= 2 else { return nil }
            let name = String(decoding: (prefix.count..<pluses[0]).map { bytes[$0] }, as: UTF8.self)
            let hash = String(decoding: (pluses[0] + 1..<pluses[1]).map { bytes[$0] }, as: UTF8.self)
            guard let blob = Base64.standard.decodeSecret(bytes.extracting(pluses[1] + 1..<bytes.count)) else {
                return nil
            }
            let seed: Secret? = blob.withBytes { (blob: Span<UInt8>) -> Secret? in
                guard blob.count == SigningKey.seedCount + 1, blob[0] == NoteKey.ed25519 else { return nil }
                return Secret(copying: blob.extracting(1..<blob.count))
            }
            guard let seed, let signer = NoteSigner(name: name, seed: seed),
                Hex.string(signer.verifier.keyID) == hash
            else { return nil }
            return signer
        }
        guard let parts else { return nil }
        self = parts
    }

    /// The signer key of a seed, in the form that ``init(_:)`` reads.
    package static func text(name: String, seed: borrowing Secret) -> Secret? {
        guard let signer = NoteSigner(name: name, seed: seed) else { return nil }
        var blob = SecretBuffer()
        blob.append(NoteKey.ed25519)
        blob.append(seed)
        var text = SecretBuffer()
        text.append("PRIVATE+KEY+\(name)+\(Hex.string(signer.verifier.keyID))+")
        text.append(blob.secret().withBytes { Base64.standard.encodeSecret($0) })
        return text.secret()
    }

    /// - Parameter text: ends in a newline and holds no empty line.
    package borrowing func sign(_ text: String) -> SignedNote {
        let signature = SignedNote.Signature(
            name: verifier.name, keyID: verifier.keyID, bytes: key.sign(Array(text.utf8).span))
        return SignedNote(text: text, signatures: [signature])
    }
}

/// A signer with several holders.
final class NoteSignerBox: Sendable {
    private let signer: NoteSigner
    /// While one key follows another, both sign.
    private let previous: NoteSignerBox?

    init(_ signer: consuming NoteSigner, previous: NoteSignerBox? = nil) {
        self.signer = signer
        self.previous = previous
    }

    func sign(_ text: String) -> SignedNote {
        SignedNote(text: text, signatures: signer.sign(text).signatures + (previous?.sign(text).signatures ?? []))
    }
}
