// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct TokenizerTests {
    private func tokens(_ text: String) throws(JSONError) -> [JSONToken] {
        let bytes = Array(text.utf8)
        var tokenizer = try JSONTokenizer(validating: bytes.span)
        var tokens: [JSONToken] = []
        while tokens.last != .end { tokens.append(try tokenizer.next(in: bytes.span)) }
        return tokens
    }

    @Test func `structure comes as it stands in the text`() throws {
        #expect(
            try tokens(#"[{},[],true,false,null]"#) == [
                .beginArray, .beginObject, .endObject, .beginArray, .endArray, .bool(true), .bool(false), .null,
                .endArray,
                .end,
            ])
    }

    @Test func `numbers are ranges of the text`() throws {
        #expect(try tokens(" -1.5e3 ") == [.number(1..<7), .end])
    }

    @Test func `strings are ranges between their quotes and know of escapes`() throws {
        let found = try tokens(#"{"a":"b\n"}"#)
        guard case .key(let name) = found[1], case .string(let text) = found[2] else {
            Issue.record("no key and string: \(found)")
            return
        }
        #expect(name.range == 2..<3)
        #expect(name.hasEscapes == false)
        #expect(text.range == 6..<9)
        #expect(text.hasEscapes)
    }

    @Test func `the end comes again and again`() throws {
        let bytes = Array("1".utf8)
        var tokenizer = try JSONTokenizer(validating: bytes.span)
        let first = try tokenizer.next(in: bytes.span)
        #expect(first == .number(0..<1))
        for _ in 0..<3 {
            let next = try tokenizer.next(in: bytes.span)
            #expect(next == .end)
        }
        #expect(tokenizer.position == 1)
    }

    @Test func `an error says what and where, not which bytes`() {
        let error = #expect(throws: JSONError.self) { try parsed("[1, hunter2]") }
        #expect(error?.description == "not valid JSON: unexpectedByte at byte 4")
    }
}
