// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct MembersTests {
    /// The members under a path as `name=text`; nil when there is no object.
    private func members(_ path: [String], _ text: String) throws(JSONError) -> [String]? {
        let bytes = Array(text.utf8)
        var found: [String] = []
        let isObject = try JSONLookup.members(at: path, in: bytes.span) { (name, value) throws(JSONError) in
            let shown =
                switch value {
                case .string(let text): try text.string(bytes.span)
                case .number(let range): String(decoding: bytes[range], as: UTF8.self)
                default: "\(value)"
                }
            found.append("\(try name.string(bytes.span))=\(shown)")
        }
        return isObject ? found : nil
    }

    @Test(arguments: [
        ([], #"{"b":"2","a":1}"#, ["b=2", "a=1"]), (["d"], #"{"d":{}}"#, []),
        (["d", "e"], #"{"c":{"e":{"x":1}},"d":{"f":[],"e":{"\u0061":"\n"}}}"#, ["a=\n"]),
        (["d"], #"{"d":{"a":{"n":[{}]},"b":[[],{"b":1}],"c":null}}"#, ["a=beginObject", "b=beginArray", "c=null"]),
    ])
    func `the members come in the order of the text`(path: [String], text: String, expected: [String]) throws {
        #expect(try members(path, text) == expected)
    }

    @Test(arguments: [
        (["d"], "{}"), (["d"], #"{"d":[]}"#), (["d"], #"{"d":"x"}"#), ([], "[]"), (["d", "e"], #"{"d":1}"#),
    ])
    func `anything but an object has no members`(path: [String], text: String) throws {
        #expect(try members(path, text) == nil)
    }

    @Test(arguments: [
        (#"{"a":1,}"#, 7), (#"{"a":1 "b":2}"#, 7), (#"{"a":[1}}"#, 7), (#"{"a":tru}"#, 8),
    ])
    func `a misbuilt object is refused`(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try members([], text) }
        #expect(error?.reason == .unexpectedByte)
        #expect(error?.offset == offset)
    }

    @Test func `an error of the visitor ends the visit`() {
        let bytes = Array(#"{"a":"\ud800","b":[}"#.utf8)
        let error = #expect(throws: JSONError.self) {
            _ = try JSONLookup.members(at: [], in: bytes.span) { (_, value) throws(JSONError) in
                if case .string(let text) = value { _ = try text.string(bytes.span) }
            }
        }
        #expect(error?.reason == .malformedString)
    }
}
