// SPDX-License-Identifier: Apache-2.0
import Secrets

/// A text with signatures under it, https://c2sp.org/signed-note:
///
///     text, ends in a newline
///     (empty line)
///     — name base64(key id [4 bytes] || signature)
///
/// Not verified yet: see ``verified(by:)``.
package struct SignedNote: Sendable, Equatable {
    package struct Signature: Sendable, Equatable {
        package let name: String
        package let keyID: [UInt8]
        package let bytes: [UInt8]
    }

    package let text: String
    package let signatures: [Signature]

    package init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    private static let maximumCount = 1_000_000
    private static let maximumSignatures = 64

    /// - Returns: nil for bytes that are not a signed note.
    package init?(parsing bytes: [UInt8]) {
        guard bytes.count <= Self.maximumCount, let all = String(validating: bytes, as: UTF8.self),
            bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), bytes.last == 0x0A
        else { return nil }
        // Signatures stand behind the last empty line.
        var lines = all.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String($0) ?? "" }
        lines.removeLast()
        guard let blank = lines.lastIndex(of: ""), blank > 0 else { return nil }
        let signed = lines[(blank + 1)...]
        guard !signed.isEmpty, signed.count <= Self.maximumSignatures else { return nil }
        var signatures: [Signature] = []
        for line in signed {
            guard let signature = Signature(parsing: line) else { return nil }
            signatures.append(signature)
        }
        text = lines[..<blank].joined(separator: "\n") + "\n"
        self.signatures = signatures
    }

    package var bytes: [UInt8] {
        Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
    }

    /// The text, once a signature of the named key holds. Unknown signatures are ignored; a known key with a wrong
    /// signature condemns the note.
    package func verified(by verifier: NoteVerifier) throws(TamperEvidence) -> VerifiedNote {
        var found = false
        for signature in signatures where verifier.matches(signature) {
            guard verifier.key.verifies(signature.bytes, of: Array(text.utf8).span) else { throw .wrongSignature }
            found = true
        }
        guard found else { throw .notSigned }
        return VerifiedNote(text: text)
    }

    /// As ``verified(by:)``, for what was signed once and stays: a key that the verifier's has followed does as well.
    package func verified(byAnyOf verifier: NoteVerifier) throws(TamperEvidence) -> VerifiedNote {
        for known in [verifier] + verifier.earlier where signatures.contains(where: known.matches) {
            return try verified(by: known)
        }
        throw .notSigned
    }
}

/// The text of a note whose signature was checked.
package struct VerifiedNote: Sendable {
    package let text: String

    fileprivate init(text: String) { self.text = text }
}

extension SignedNote.Signature {
    fileprivate init?(parsing line: String) {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0] == "\u{2014}", NoteKey.isName(String(fields[1])),
            let blob = Base64.standard.decode(String(fields[2])), blob.count > 4
        else { return nil }
        name = String(fields[1])
        keyID = Array(blob[..<4])
        bytes = Array(blob[4...])
    }

    fileprivate var line: String { "\u{2014} \(name) \(Base64.standard.string(keyID + bytes))" }
}
