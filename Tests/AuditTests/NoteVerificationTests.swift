// SPDX-License-Identifier: Apache-2.0
import Secrets
import Testing

@testable import Audit

/// Whose signatures count.
struct NoteVerificationTests {
    @Test func `the example of the specification holds`() throws {
        let verifier = try #require(
            NoteVerifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"))
        let text = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

            """
        let note = try #require(SignedNote(parsing: Array(text.utf8)))
        #expect(try note.verified(by: verifier).text == "This is an example message.\n")
    }

    @Test func `the known checkpoint holds`() throws {
        #expect(try Self.verified(KnownLog.note) == KnownLog.text)
    }

    @Test(arguments: [
        KnownLog.cosignature + KnownLog.signature, KnownLog.signature + KnownLog.cosignature,
        String(repeating: KnownLog.cosignature, count: 15) + KnownLog.signature,
    ])
    func `signatures of strangers are ignored`(signatures: String) throws {
        #expect(try Self.verified(KnownLog.text + "\n" + signatures) == KnownLog.text)
    }

    /// The same key hash under another name, and the same name with another key hash.
    @Test(arguments: [("prod", "test"), (" TphbhU", " TphbiU"), (" Tphb", " Sphb")])
    func `a signature counts by name and key hash together`(old: String, new: String) throws {
        let stranger = KnownLog.signature.replacing(old, with: new)
        try #require(stranger != KnownLog.signature)
        #expect(throws: TamperEvidence.notSigned) { try Self.verified(KnownLog.text + "\n" + stranger) }
        let both = stranger + KnownLog.signature + stranger
        #expect(try Self.verified(KnownLog.text + "\n" + both) == KnownLog.text)
    }

    @Test func `a note that strangers alone signed is not signed`() {
        #expect(throws: TamperEvidence.notSigned) { try Self.verified(KnownLog.text + "\n" + KnownLog.cosignature) }
    }

    @Test func `another key of the same name is a stranger`() throws {
        let note = KnownLog.otherSigner().sign(KnownLog.text)
        #expect(throws: TamperEvidence.notSigned) { try note.verified(by: KnownLog.verifier) }
    }

    @Test func `a bad signature of a known key condemns the note`() throws {
        let bad = KnownLog.signature.replacing("86uw", with: "86ux")
        for signatures in [bad, bad + KnownLog.signature, KnownLog.signature + bad] {
            #expect(throws: TamperEvidence.wrongSignature) { try Self.verified(KnownLog.text + "\n" + signatures) }
        }
    }

    @Test(arguments: [0, 1, 63, 65, 128])
    func `a signature of another length condemns the note`(count: Int) throws {
        let note = try #require(SignedNote(parsing: Array(KnownLog.note.utf8)))
        let signature = SignedNote.Signature(
            name: KnownLog.name, keyID: note.signatures[0].keyID,
            bytes: Array((note.signatures[0].bytes + note.signatures[0].bytes).prefix(count)))
        #expect(throws: TamperEvidence.wrongSignature) {
            try SignedNote(text: note.text, signatures: [signature]).verified(by: KnownLog.verifier)
        }
    }

    @Test(arguments: [
        KnownLog.text.replacing("300", with: "301"), KnownLog.text.replacing("prod", with: "test"),
        KnownLog.text + "extension\n", "\n" + KnownLog.text, KnownLog.text.replacing("rrsC", with: "rrsD"),
    ])
    func `a changed text does not hold`(text: String) throws {
        try #require(text != KnownLog.text)
        #expect(throws: TamperEvidence.wrongSignature) { try Self.verified(text + "\n" + KnownLog.signature) }
    }

    private static func verified(_ note: String) throws -> String {
        try #require(SignedNote(parsing: Array(note.utf8))).verified(by: KnownLog.verifier).text
    }
}
