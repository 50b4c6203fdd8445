// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct EncodingTests {
    @Test(
        arguments: [
            ([0x80], "a continuation byte alone"), ([0xC3], "half a character"), ([0xC0, 0xAF], "an overlong solidus"),
            ([0xC1, 0xBF], "an overlong letter"), ([0xE0, 0x80, 0xAF], "an overlong solidus in three bytes"),
            ([0xF0, 0x80, 0x80, 0xAF], "an overlong solidus in four bytes"), ([0xED, 0xA0, 0x80], "a lead surrogate"),
            ([0xED, 0xBF, 0xBF], "a trail surrogate"), ([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "CESU-8"),
            ([0xF4, 0x90, 0x80, 0x80], "beyond the last scalar"), ([0xF5, 0x80, 0x80, 0x80], "no lead byte"),
            ([0xFF], "a byte that UTF-8 never has"), ([0xFE], "another"), ([0xE2, 0x82], "two thirds of a character"),
            ([0xE9], "Latin-1"),
        ] as [([UInt8], String)])
    func `a string that is not UTF-8 is refused where it goes wrong`(content: [UInt8], comment: String) {
        let error = #expect(throws: JSONError.self) { try parsed([0x5B, 0x22] + content + [0x22, 0x5D]) }
        #expect(error?.reason == .notUTF8, "\(comment)")
        #expect(error?.offset == 2, "\(comment)")
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], [0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], [0x5B, 0xFF, 0x5D],
            [0x5B, 0x5D, 0xFF], [0x31, 0x80],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused outside of strings too`(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try parsed(bytes) }
    }

    @Test func `UTF-16 without a mark is refused`() {
        #expect(throws: JSONError.self) { try parsed([0x00, 0x5B, 0x00, 0x5D]) }
        #expect(throws: JSONError.self) { try parsed([0x5B, 0x00, 0x5D, 0x00]) }
    }

    @Test func `a lookup refuses what is not UTF-8 anywhere in the text`() {
        let bytes = Array(#"{"a":1,"b":""#.utf8) + [0xFF] + Array("\"}".utf8)
        let error = #expect(throws: JSONError.self) { _ = try JSONLookup.token(at: ["a"], in: bytes.span) }
        #expect(error?.reason == .notUTF8)
        #expect(error?.offset == 12)
    }
}
