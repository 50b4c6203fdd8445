// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct StringTests {
    @Test(arguments: [
        (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{C}"), (#"\n"#, "\n"),
        (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0000"#, "\0"), (#"\u001f"#, "\u{1F}"), (#"\u0022"#, "\""),
        (#"\u00e9"#, "é"), (#"\u00E9"#, "é"), (#"\u20ac"#, "€"), (#"\u005C"#, "\\"), (#"\\u0061"#, #"\u0061"#),
        (#"\\n"#, #"\n"#), (#"a\u0062c"#, "abc"), (#"\ud7ff"#, "\u{D7FF}"), (#"\ue000"#, "\u{E000}"),
        (#"\uFFFF"#, "\u{FFFF}"), (#"\u2028"#, "\u{2028}"), (#"\u00000"#, "\u{0}0"),
    ])
    func `escapes are resolved`(escaped: String, expected: String) throws {
        let text = try #require(try parsed("\"\(escaped)\"").string)
        #expect(Array(text.utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        (#"\ud83d\ude00"#, "😀"), (#"\uD83D\uDE00"#, "😀"), (#"\ud800\udc00"#, "\u{10000}"),
        (#"\udbff\udfff"#, "\u{10FFFF}"), (#"\uDBFF\uDC00"#, "\u{10FC00}"), (#"\ud834\udd1ea"#, "\u{1D11E}a"),
        (#"\ud83d\ude00\ud83d\ude01"#, "😀😁"),
    ])
    func `a surrogate pair is one character`(escaped: String, expected: String) throws {
        #expect(try parsed("\"\(escaped)\"").string == expected)
    }

    @Test(arguments: [
        (#"\ud800"#, 3), (#"\udc00"#, 3), (#"\udfff"#, 3), (#"\ud800\ud800"#, 3), (#"\ud800\u0061"#, 3),
        (#"\udc00\ud800"#, 3), (#"\ud800a"#, 3), (#"\ud800\n"#, 3), (#"\ud800\\udc00"#, 3),
        (#"\ud83d\ude00\ud83d"#, 15),
        (#"a\ud800 \udc00"#, 4),
    ])
    func `half a surrogate pair is refused where it starts`(escaped: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try parsed("\"\(escaped)\"") }
        #expect(error?.reason == .malformedString)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        (#"\x61"#, 2), (#"\a"#, 2), (#"\v"#, 2), (#"\0"#, 2), (#"\'"#, 2), (#"\U0061"#, 2), (#"\é"#, 2), (#"\ "#, 2),
        (#"a\N"#, 3), (#"\😀"#, 2), ("\\\n", 2), ("\\\0", 2),
    ])
    func `an escape that JSON does not have is refused`(escaped: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try parsed("\"\(escaped)\"") }
        #expect(error?.reason == .malformedString)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        #"\u"#, #"\u1"#, #"\u12"#, #"\u123"#, #"\u123g"#, #"\u 123"#, #"\u+123"#, #"\u-123"#, #"\u00é"#, #"\u１２３４"#,
        #"\ud800\u"#, #"\ud800\udc0"#, #"\ud800\udc0g"#, #"\u{61}"#, #"\uqqqq"#,
    ])
    func `an escape without four hexadecimal digits is refused`(escaped: String) {
        let error = #expect(throws: JSONError.self) { try parsed("\"\(escaped)\"") }
        #expect(error?.reason == .malformedString)
    }

    @Test(arguments: 0..<0x20 as Range<UInt8>)
    func `a raw control character is refused`(byte: UInt8) {
        let error = #expect(throws: JSONError.self) { try parsed([0x22, 0x61, byte, 0x22]) }
        #expect(error?.reason == .malformedString)
        #expect(error?.offset == 2)
    }

    @Test(arguments: 0..<0x20 as Range<UInt8>)
    func `a raw control character in a name is refused`(byte: UInt8) {
        let error = #expect(throws: JSONError.self) { try parsed(Array("{\"".utf8) + [byte] + Array("\":1}".utf8)) }
        #expect(error?.reason == .malformedString)
        #expect(error?.offset == 2)
    }
}
