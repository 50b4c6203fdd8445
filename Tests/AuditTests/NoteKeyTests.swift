// SPDX-License-Identifier: Apache-2.0
import Audit
import Secrets
import TestSupport
import Testing

struct NoteKeyTests {
    @Test func `a seed gives the known verifier key`() {
        let verifier = KnownLog.signer().verifier
        #expect(verifier.text == KnownLog.verifierKey)
        #expect(verifier.name == KnownLog.name)
        #expect(verifier.keyID == [0x4E, 0x98, 0x5B, 0x85])
    }

    @Test func `a verifier key reads back as it was written`() throws {
        let verifier = try #require(NoteVerifier(KnownLog.verifierKey))
        #expect(verifier.text == KnownLog.verifierKey)
        #expect(verifier == KnownLog.signer().verifier)
    }

    @Test func `a seed gives the known signer key`() throws {
        guard let text = NoteSigner.text(name: KnownLog.name, seed: KnownLog.seed()) else {
            Issue.record("the name is none")
            return
        }
        #expect(bytes(text) == Array(KnownLog.signerKey.utf8))
    }

    @Test func `a signer key reads back as the same key`() {
        let verifier = Self.verifier(ofSignerKey: KnownLog.signerKey)
        #expect(verifier == KnownLog.verifier)
    }

    @Test(arguments: [
        "", "PRIVATE+KEY+", "PRIVATE+KEY+name", "PRIVATE+KEY+name+4e985b85",
        KnownLog.verifierKey,
        KnownLog.signerKey.replacing("PRIVATE+KEY+", with: ""),
        KnownLog.signerKey.replacing("PRIVATE", with: "private"),
        KnownLog.signerKey.replacing("4e985b85", with: "4e985b86"),
        KnownLog.signerKey.replacing("4e985b85", with: "4E985B85"),
        KnownLog.signerKey.replacing("prod", with: "test"),
        KnownLog.signerKey.replacing("prod", with: "pr od"),
        // Another type, a seed that is too short, one that is too long, no padding, white space.
        KnownLog.signerKey.replacing("+AQAB", with: "+AgAB"),
        String(KnownLog.signerKey.dropLast(4)), KnownLog.signerKey + "AAAA", KnownLog.signerKey + "=",
        KnownLog.signerKey + "\n", " " + KnownLog.signerKey,
    ])
    func `a text that is no signer key is refused`(text: String) throws {
        try #require(text != KnownLog.signerKey)
        #expect(Self.verifier(ofSignerKey: text) == nil)
    }

    @Test(arguments: [
        "", "+", "++", "name", "name+4e985b85", KnownLog.signerKey,
        KnownLog.verifierKey.replacing("4e985b85", with: "4e985b86"),
        KnownLog.verifierKey.replacing("4e985b85", with: "4e985b8"),
        KnownLog.verifierKey.replacing("4e985b85", with: "4E985B85"),
        KnownLog.verifierKey.replacing("4e985b85", with: "04e985b85"),
        KnownLog.verifierKey.replacing("prod", with: "test"),
        KnownLog.verifierKey.replacing("+AQOh", with: "+AgOh"), KnownLog.verifierKey.replacing("+AQOh", with: "+"),
        String(KnownLog.verifierKey.dropLast(4)), KnownLog.verifierKey + "AAAA", KnownLog.verifierKey + "=",
        KnownLog.verifierKey + "\n", " " + KnownLog.verifierKey,
        // The cosignature key of a witness.
        "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X",
    ])
    func `a text that is no verifier key is refused`(text: String) {
        #expect(NoteVerifier(text) == nil)
    }

    @Test(arguments: ["", "a b", "a+b", "a\tb", "a\nb", "a\u{A0}b", "a\u{2003}b", "a\u{3000}b", "a\u{85}b", "a\u{0}b"])
    func `a name that a note cannot carry has no key`(name: String) {
        #expect(Self.verifier(ofName: name) == nil)
        let count = NoteSigner.text(name: name, seed: KnownLog.seed())?.count
        #expect(count == nil)
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a seed of another length has no key`(count: Int) {
        let seed = Secret(copying: [UInt8](repeating: 7, count: count).span)
        let verifier = NoteSigner(name: KnownLog.name, seed: seed)?.verifier
        #expect(verifier == nil)
    }

    private static func verifier(ofSignerKey text: String) -> NoteVerifier? {
        NoteSigner(Secret(copying: Array(text.utf8).span))?.verifier
    }

    private static func verifier(ofName name: String) -> NoteVerifier? {
        NoteSigner(name: name, seed: KnownLog.seed())?.verifier
    }
}
