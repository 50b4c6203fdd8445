// SPDX-License-Identifier: Apache-2.0
import Audit
import Testing

/// The form of a note, before anybody asks who signed it.
struct SignedNoteTests {
    @Test func `a note reads back as it was written`() throws {
        let note = try #require(SignedNote(parsing: Array(KnownLog.note.utf8)))
        #expect(note.text == KnownLog.text)
        #expect(note.signatures.map(\.name) == [KnownLog.name])
        #expect(note.signatures.map(\.keyID) == [[0x4E, 0x98, 0x5B, 0x85]])
        #expect(note.signatures.map(\.bytes.count) == [64])
        #expect(note.bytes == Array(KnownLog.note.utf8))
    }

    @Test func `signatures stand behind the last empty line`() throws {
        let note = try #require(SignedNote(parsing: Array("a\n\nb\n\n\(KnownLog.signature)".utf8)))
        #expect(note.text == "a\n\nb\n")
    }

    @Test func `a text may be in any script`() throws {
        let note = try #require(SignedNote(parsing: Array("— ключ 鍵\n\n\(KnownLog.signature)".utf8)))
        #expect(note.text == "— ключ 鍵\n")
    }

    @Test(arguments: [1, 2, 16, 64])
    func `many signatures are taken`(count: Int) throws {
        let lines = String(repeating: KnownLog.signature, count: count)
        let note = try #require(SignedNote(parsing: Array((KnownLog.text + "\n" + lines).utf8)))
        #expect(note.signatures.count == count)
    }

    @Test func `a flood of signatures is not taken`() {
        let lines = String(repeating: KnownLog.signature, count: 65)
        #expect(SignedNote(parsing: Array((KnownLog.text + "\n" + lines).utf8)) == nil)
    }

    private static let signature = "\u{2014} n AAAAAAA=\n"

    @Test func `the short signature of the table below is one`() {
        #expect(SignedNote(parsing: Array("text\n\n\(Self.signature)".utf8))?.signatures.map(\.bytes) == [[0]])
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text", "text\n", "text\n\n", "text\n\n\n",
        // No empty line, nothing above it, nothing below it, no line end.
        "text\n\(signature)", "\n\(signature)", "text\n\n\(signature)\n",
        "text\n\n\(signature.dropLast())", "text\n\n\(signature)more\n", "text\n\nmore\n\(signature)",
        // Control characters and other line ends.
        "te\txt\n\n\(signature)", "te\u{0}xt\n\n\(signature)", "te\u{1F}xt\n\n\(signature)",
        "text\r\n\r\n\(signature)", "text\r\n\n\(signature)", "text\n\n\u{2014} n AAAAAAA=\r\n",
        // The dash: a hyphen, an en dash, a horizontal bar, none, two; and the spaces around it.
        "text\n\n- n AAAAAAA=\n", "text\n\n\u{2013} n AAAAAAA=\n", "text\n\n\u{2015} n AAAAAAA=\n",
        "text\n\nn AAAAAAA=\n", "text\n\n\u{2014}\u{2014} n AAAAAAA=\n", "text\n\n\u{2014}n AAAAAAA=\n",
        "text\n\n\u{2014}  n AAAAAAA=\n", "text\n\n \u{2014} n AAAAAAA=\n", "text\n\n\u{2014} n  AAAAAAA=\n",
        "text\n\n\u{2014} n AAAAAAA= \n", "text\n\n\u{2014}\u{A0}n AAAAAAA=\n",
        // The name.
        "text\n\n\u{2014} AAAAAAA=\n", "text\n\n\u{2014}  AAAAAAA=\n", "text\n\n\u{2014} n n AAAAAAA=\n",
        "text\n\n\u{2014} n+n AAAAAAA=\n", "text\n\n\u{2014} n\u{2003}n AAAAAAA=\n",
        // The base64: none, too little, no padding, too much padding, stray bits, the other alphabet, a stray sign.
        "text\n\n\u{2014} n\n", "text\n\n\u{2014} n \n", "text\n\n\u{2014} n AAAA\n", "text\n\n\u{2014} n AAAAAA==\n",
        "text\n\n\u{2014} n AAAAAAA\n", "text\n\n\u{2014} n AAAAAAA==\n", "text\n\n\u{2014} n AAAAAAB=\n",
        "text\n\n\u{2014} n AAA-AAA=\n", "text\n\n\u{2014} n AAA*AAA=\n",
        // One bad line among good ones.
        "text\n\n\(signature)\u{2014} n AAAA\n\(signature)",
    ])
    func `a text that is no note is refused`(text: String) {
        #expect(SignedNote(parsing: Array(text.utf8)) == nil)
    }

    @Test(arguments: [[0x80], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]])
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        #expect(SignedNote(parsing: Array("te".utf8) + bytes + Array("xt\n\n\(Self.signature)".utf8)) == nil)
    }
}
