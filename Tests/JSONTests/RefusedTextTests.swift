// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

/// Texts that RFC 8259 does not call JSON, with the reason and the byte where it shows.
struct RefusedTextTests {
    private func refuse(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try parsed(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("\n\n", 2), ("[", 1), ("[1", 2), ("[1,", 3), ("[\"a\"", 4), ("{", 1), (#"{"a""#, 4),
        (#"{"a":"#, 5), (#"{"a":1"#, 6), (#"{"a":1,"#, 7), ("\"", 1), (#""abc"#, 4), ("tru", 3), ("fals", 4), ("n", 1),
        ("[[]", 3), (#"{"a":{}"#, 7), (#"["a\""#, 5), (#"{"a" "#, 5),
    ])
    func `a text that ends too early is refused at its end`(text: String, offset: Int) {
        refuse(text, .unexpectedEnd, offset)
    }

    @Test(arguments: [
        ("[,1]", 1), ("[1,]", 3), ("[1,,2]", 3), ("[1 2]", 3), ("[1}", 2), ("[\"a\" \"b\"]", 5), ("[,]", 1),
        ("[1:2]", 2), ("[']", 1), ("[a]", 1), ("[1;2]", 2), ("[(1)]", 1), ("[*]", 1),
    ])
    func `a misbuilt array is refused`(text: String, offset: Int) {
        refuse(text, .unexpectedByte, offset)
    }

    @Test(arguments: [
        (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{,}"#, 1), (#"{"a":1,,"b":2}"#, 7), (#"{"a" 1}"#, 5),
        (#"{"a",1}"#, 4), (#"{"a"::1}"#, 5), (#"{a:1}"#, 1), (#"{'a':1}"#, 1), (#"{1:1}"#, 1), (#"{null:1}"#, 1),
        (#"{"a":1]"#, 6), (#"{"a":1 "b":2}"#, 7), (#"{[]:1}"#, 1), (#"{:1}"#, 1), (#"{"a"=1}"#, 4),
    ])
    func `a misbuilt object is refused`(text: String, offset: Int) {
        refuse(text, .unexpectedByte, offset)
    }

    @Test(arguments: [
        ("nul1", 3), ("trux", 3), ("falze", 3), ("True", 0), ("NULL", 0), ("undefined", 0), ("]", 0), ("}", 0),
        (",", 0),
        (":", 0), ("'a'", 0), ("<a/>", 0), ("\\u0061", 0), ("nil", 1), ("`a`", 0),
    ])
    func `a word that is no literal is refused`(text: String, offset: Int) {
        refuse(text, .unexpectedByte, offset)
    }

    @Test(arguments: [
        ("1 2", 2), ("[] []", 3), ("{}x", 2), ("truee", 4), ("null,", 4), (#""a""b""#, 3), ("[1]]", 3), ("{}}", 2),
        ("{}#", 2), ("1 // one", 2), ("{} /* */", 3), ("[1],", 3),
    ])
    func `anything behind the value is refused`(text: String, offset: Int) {
        refuse(text, .trailingBytes, offset)
    }

    @Test(arguments: [
        ("\u{0C}1", 0), ("\u{0B}1", 0), ("\u{A0}1", 0), ("\u{2028}1", 0), ("\u{3000}1", 0), ("[\u{0C}]", 1), ("\0", 0),
        ("[\u{85}1]", 1), ("\u{2060}[]", 0), ("/* */1", 0), ("// one\n1", 0), ("# one\n1", 0),
    ])
    func `only four characters are white space`(text: String, offset: Int) {
        refuse(text, .unexpectedByte, offset)
    }

    @Test func `a byte order mark is refused`() {
        refuse("\u{FEFF}{}", .unexpectedByte, 0)
    }

    @Test(arguments: [#""\"#, #""abc\"#, #"["\"#, #"{"\"#])
    func `a text that ends behind a backslash is refused at its end`(text: String) {
        refuse(text, .unexpectedEnd, text.utf8.count)
    }
}
