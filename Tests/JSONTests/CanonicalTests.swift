// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct CanonicalTests {
    @Test func `members are sorted by the bytes of their names`() throws {
        // By UTF-16 units, as RFC 8785 sorts, U+1F600 would come before U+FB33.
        let names = ["", "\r", "1", "A", "a", "a\0", "ab", "\u{80}", "\u{F6}", "\u{20AC}", "\u{FB33}", "\u{1F600}"]
        let text = #"{"\u20ac":1,"\r":1,"\ufb33":1,"1":1,"\ud83d\ude00":1,"\u0080":1,"":1,"\u00f6":1,"a":1,"ab":1,"#
        let value = try parsed(text + #""A":1,"a\u0000":1}"#)
        #expect(value.object?.members.map { Array($0.name.utf8) } == names.map { Array($0.utf8) })
    }

    @Test func `both normalisations of a name are sorted by their bytes`() throws {
        let text = "{\"\u{E9}\":1,\"e\u{301}\":2,\"z\":3}"
        #expect(try parsed(text).canonical == Array("{\"e\u{301}\":2,\"z\":3,\"\u{E9}\":1}".utf8))
    }

    @Test(arguments: [
        ("\"", #"\""#), ("\\", #"\\"#), ("\u{8}", #"\b"#), ("\t", #"\t"#), ("\n", #"\n"#), ("\u{C}", #"\f"#),
        ("\r", #"\r"#), ("\0", #"\u0000"#), ("\u{1}", #"\u0001"#), ("\u{B}", #"\u000b"#), ("\u{1F}", #"\u001f"#),
        ("\u{10}", #"\u0010"#), ("/", "/"), ("\u{7F}", "\u{7F}"), ("\u{2028}", "\u{2028}"), ("é", "é"), ("😀", "😀"),
        ("<>&'", "<>&'"), ("\u{80}", "\u{80}"), ("\r\n", #"\r\n"#), ("e\u{301}", "e\u{301}"),
    ])
    func `only what must be escaped is escaped`(text: String, expected: String) {
        #expect(JSONValue.string(text).canonical == Array("\"\(expected)\"".utf8))
        #expect(JSONValue.object([text: 1]).canonical == Array("{\"\(expected)\":1}".utf8))
    }

    @Test func `the bytes hold no white space`() throws {
        let text = "{ \"b\" : [ 1 , { } , [ ] ] ,\n\t\"a\" : null }"
        #expect(canonical(try parsed(text)) == #"{"a":null,"b":[1,{},[]]}"#)
    }

    @Test func `values are appended to what is there`() {
        var bytes = Array("x".utf8)
        JSONValue.array([true, false, .null]).write(to: &bytes)
        #expect(bytes == Array("x[true,false,null]".utf8))
    }
}
