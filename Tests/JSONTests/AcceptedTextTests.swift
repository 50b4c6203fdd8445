// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

/// Texts that RFC 8259 calls JSON, with their canonical form.
struct AcceptedTextTests {
    @Test(arguments: [
        ("null", "null"), ("true", "true"), ("false", "false"), (" null", "null"), ("0", "0"), (#""""#, #""""#),
        (#""a""#, #""a""#), ("[]", "[]"), ("{}", "{}"),
    ])
    func `any value may be the whole text`(text: String, expected: String) throws {
        #expect(canonical(try parsed(text)) == expected)
    }

    @Test(arguments: [
        ("[1]", "[1]"), ("[1,2]", "[1,2]"), ("[[]]", "[[]]"), ("[[],[[]]]", "[[],[[]]]"),
        (
            "[null,1,\"1\",{}]",
            "[null,1,\"1\",{}]"
        ), ("[\"\"]", "[\"\"]"), ("[true,false]", "[true,false]"), ("[{},{}]", "[{},{}]"),
    ])
    func `arrays keep their elements in order`(text: String, expected: String) throws {
        #expect(canonical(try parsed(text)) == expected)
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), (#"{"":0}"#, #"{"":0}"#), (#"{"b":2,"a":1}"#, #"{"a":1,"b":2}"#),
        (#"{"a":{"a":{"a":[]}}}"#, #"{"a":{"a":{"a":[]}}}"#), (#"{"a":[],"A":{}}"#, #"{"A":{},"a":[]}"#),
        (#"{"foo\u0000bar":42}"#, #"{"foo\u0000bar":42}"#), (#"{"\u0061":1}"#, #"{"a":1}"#),
        (#"{"title":"\u041f\u043e"}"#, #"{"title":"По"}"#),
    ])
    func `objects keep every member`(text: String, expected: String) throws {
        #expect(canonical(try parsed(text)) == expected)
    }

    @Test(arguments: [
        " [1 , 2 ] ", "\t[1,2]", "[1,2]\n", "\r\n[\r\n1\r\n,\r\n2\r\n]\r\n", "[\t1\t,\t2\t]", "[ 1 ,\n\n\n 2 ]",
    ])
    func `white space between tokens says nothing`(text: String) throws {
        #expect(canonical(try parsed(text)) == "[1,2]")
    }

    @Test(arguments: [
        ("\u{7F}", "a delete character"), ("é", "two bytes"), ("€", "three bytes"), ("😀", "four bytes"),
        ("\u{2028}", "a line separator"), ("\u{FFFF}", "a non-character"), ("\u{10FFFF}", "the last scalar"),
        ("\u{FEFF}", "a zero width no-break space"), ("/", "a solidus"), ("//", "no comment"),
    ])
    func `strings hold raw UTF-8`(content: String, comment: String) throws {
        #expect(try parsed("\"\(content)\"").canonical == Array("\"\(content)\"".utf8), "\(comment)")
    }

    @Test func `a thousand members are read`() throws {
        let members = (0..<1000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let value = try parsed("{\(members)}")
        #expect(value.object?.members.count == 1000)
        #expect((0..<1000).allSatisfy { value["k" + String($0)]?.integer == $0 })
    }
}
