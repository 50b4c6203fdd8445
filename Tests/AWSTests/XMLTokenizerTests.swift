// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import AWS

struct XMLTokenizerTests {
    private func tokens(_ text: String) throws(XMLError) -> [String] {
        let bytes = Array(text.utf8)
        var tokenizer = try XMLTokenizer(validating: bytes.span)
        var seen: [String] = []
        while true {
            switch try tokenizer.next(in: bytes.span) {
            case .start(let name):
                let attributes = try tokenizer.attributes.map { attribute throws(XMLError) in
                    " " + String(decoding: bytes[attribute.name], as: UTF8.self) + "="
                        + (try attribute.value.string(bytes.span))
                }
                seen.append("<" + String(decoding: bytes[name], as: UTF8.self) + attributes.joined() + ">")
            case .text(let text): seen.append(try text.string(bytes.span))
            case .end: seen.append("</>")
            case .endOfDocument: return seen
            }
        }
    }

    @Test(arguments: [
        ("<a/>", ["<a>", "</>"]), ("<a></a>", ["<a>", "</>"]), ("<a >x</a >", ["<a>", "x", "</>"]),
        ("<?xml version=\"1.0\"?>\n<a>x</a>\n", ["<a>", "x", "</>"]), ("\u{FEFF}<a/>", ["<a>", "</>"]),
        ("<a b='1' c=\"2&lt;'\"/>", ["<a b=1 c=2<'>", "</>"]),
        ("<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>", ["<a>", "&<>\"'A\u{1F600}", "</>"]),
        ("<a>x\r\ny\rz</a>", ["<a>", "x\ny\nz", "</>"]),
        ("<ns:a xmlns:ns='http://x'><b>ü</b> </ns:a>", ["<ns:a xmlns:ns=http://x>", "<b>", "ü", "</>", " ", "</>"]),
        ("<a><!-- <b> & - -->x</a>", ["<a>", "x", "</>"]), ("<a b='x\ty\r\nz'/>", ["<a b=x y z>", "</>"]),
    ])
    func `the XML of AWS is read`(text: String, expected: [String]) throws {
        #expect(try tokens(text) == expected)
    }

    @Test(arguments: [
        ("", XMLError.Reason.unexpectedEnd), ("x", .unexpectedByte), ("<a>", .unexpectedEnd), ("<a", .unexpectedEnd),
        ("<a></b>", .mismatchedTag), ("</a>", .mismatchedTag), ("<a/><b/>", .unexpectedByte),
        ("<a/>x", .unexpectedByte),
        ("<!DOCTYPE a><a/>", .refused), ("<a><![CDATA[x]]></a>", .refused), ("<a><?p x?></a>", .refused),
        ("<a>&unknown;</a>", .unknownEntity), ("<a>&#0;</a>", .unknownEntity), ("<a>&#xD800;</a>", .unknownEntity),
        ("<a>&amp</a>", .unknownEntity), ("<a>&#+5;</a>", .unknownEntity), ("<a b=1/>", .unexpectedByte),
        ("<a b='<'/>", .unexpectedByte), ("<a b='1'c='2'/>", .unexpectedByte), ("<1a/>", .unexpectedByte),
        ("< a/>", .unexpectedByte), ("<a><!-- x</a>", .unexpectedEnd), ("<a b='x", .unexpectedEnd),
        ("<?xml version='1.0'", .unexpectedEnd), ("<ns:a/>", .refused), ("<a>]]></a>", .unexpectedByte),
        ("<a b='1' b='2'/>", .unexpectedByte), ("<a>\u{1}</a>", .unexpectedByte), ("<a>\u{FFFE}</a>", .unexpectedByte),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", .refused), ("<a:b:c/>", .unexpectedByte),
        ("<é/>", .unexpectedByte),
        ("<a><!-- -- --></a>", .unexpectedByte),
    ])
    func `everything else is refused`(text: String, reason: XMLError.Reason) {
        #expect {
            try tokens(text)
        } throws: { error in
            (error as? XMLError)?.reason == reason
        }
    }

    @Test func `nesting is bounded`() throws {
        let deep = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
        #expect(try tokens(deep).count == 128)
        #expect(throws: XMLError(reason: .tooDeep, offset: 64 * 3 + 1)) {
            try tokens("<a>" + deep + "</a>")
        }
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        let bytes: [UInt8] = [0x3C, 0x61, 0x3E, 0xC3, 0x28, 0x3C, 0x2F, 0x61, 0x3E]
        #expect(throws: XMLError(reason: .notUTF8, offset: 3)) { try XMLTokenizer(validating: bytes.span) }
    }
}
