// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import JSON

/// The writer that needs no tree writes the same bytes as the one that has it.
struct CanonicalWriterTests {
    /// Writes a value with its members backwards.
    private func write(_ value: JSONValue, to writer: inout CanonicalWriter) throws {
        switch value {
        case .null: writer.null()
        case .bool(let flag): writer.bool(flag)
        case .number(let text): writer.raw(text)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { try write(element, to: &writer) }
            writer.endArray()
        case .object(let object):
            writer.beginObject()
            for member in object.members.reversed() {
                writer.key(member.name)
                try write(member.value, to: &writer)
            }
            try writer.endObject()
        }
    }

    static let values: [JSONValue] = [
        [:], [], [[], [:], [[]]], "", "a \"b\" \\ \u{0}\u{1F} é 🚀\n", 0, true, .null,
        ["b": 1, "a": ["z": [], "y": ["k": .null]], "": 2, "é": 3, "e\u{301}": 4, "a\"": 5],
        [["x": 1, "a": [1, 2, ["q": 1, "b": 2]]], "text", ["": [:]]],
        ["aa": 1, "a": 2, "ab": 3, "b": .null, "\u{7F}": 4, "\n": 5],
    ]

    @Test(arguments: values)
    func `members in any order come out sorted`(value: JSONValue) throws {
        var writer = CanonicalWriter()
        try write(value, to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == String(decoding: value.canonical, as: UTF8.self))
    }

    @Test func `a name that stands twice is refused`() {
        for names in [["a", "a"], ["b", "a", "b"], ["", ""]] {
            #expect(throws: JSONError.self) {
                var writer = CanonicalWriter()
                writer.beginObject()
                for name in names {
                    writer.key(name)
                    writer.null()
                }
                try writer.endObject()
            }
        }
    }

    @Test func `texts, ready parts and numbers are written as they are`() throws {
        var writer = CanonicalWriter()
        writer.beginArray()
        writer.beginString()
        for byte in "a\"\t".utf8 { writer.appendEscaped(byte) }
        writer.endString()
        writer.raw(#"{"k":1}"#)
        let text = Array("x1.50y".utf8)
        writer.raw(text.span, 1..<5)
        writer.value(["z": 1])
        writer.endArray()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"["a\"\t",{"k":1},1.50,{"z":1}]"#)
    }

    @Test(arguments: values)
    func `what was written is read without a tree`(value: JSONValue) {
        let json = CanonicalJSON(written: value.canonical)
        #expect(json.value == value)
        #expect(json.isArray == (value.array != nil))
        #expect(json.isObject == (value.object != nil))
        var members: [JSONValue] = []
        json.forEachMember { members.append($1.value ?? "nothing") }
        #expect(members == (value.object?.members.map(\.value) ?? []))
        var elements: [JSONValue] = []
        json.forEachElement { elements.append($0.value ?? "nothing") }
        #expect(elements == (value.array ?? []))
        for member in value.object?.members ?? [] where !member.name.contains("\"") && member.name != "\n" {
            #expect(json[member.name]?.value == member.value)
        }
        #expect(json["not there"] == nil)
    }

    @Test func `scalars have a text, and nothing else has`() {
        func scalar(_ text: String) -> String? { CanonicalJSON(written: Array(text.utf8)).scalar }
        #expect(scalar(#""a\nb""#) == "a\nb")
        #expect(scalar(#""é""#) == "é")
        #expect(scalar("1.50") == "1.50")
        #expect(scalar("true") == "true")
        #expect(scalar("null") == nil)
        #expect(scalar("[1]") == nil)
        #expect(scalar("{}") == nil)
    }
}
