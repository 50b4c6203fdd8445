// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct LookupTests {
    private func token(_ path: [String], _ text: String) throws(JSONError) -> JSONToken? {
        try JSONLookup.token(at: path, in: Array(text.utf8).span)
    }

    private func string(_ path: [String], _ text: String) throws -> String? {
        let bytes = Array(text.utf8)
        guard case .string(let found)? = try JSONLookup.token(at: path, in: bytes.span) else { return nil }
        return try found.string(bytes.span)
    }

    @Test(arguments: [
        (["a"], #"{"a":"x"}"#), (["a", "b"], #"{"a":{"b":"x"}}"#), (["b"], #"{"a":[1,{"b":2},[]],"b":"x"}"#),
        (["a", "b", "c"], #"{"0":{"a":{"b":{}}},"a":{"c":1,"b":{"a":"y","c":"x"}},"c":2}"#),
        (["é"], #"{"\u00e9":"\u0078"}"#),
        ([""], #"{"":"x"}"#), (["a"], #"{"b":{"a":"y"},"a":"x"}"#), (["a\"b"], #"{"a\"b":"x"}"#),
    ])
    func `a value is found under its path`(path: [String], text: String) throws {
        #expect(try string(path, text) == "x")
    }

    @Test(arguments: [
        (["b"], #"{"a":1}"#), (["a", "b"], #"{"a":{}}"#), (["a", "b"], #"{"a":1}"#), (["a", "b"], #"{"a":[{"b":1}]}"#),
        (["a"], "[]"), (["a"], "1"), (["a", "b"], #"{"a":{"c":{"b":1}}}"#), (["a"], "{}"),
        (["a", "b"], #"{"a":null}"#),
        (["e\u{301}"], #"{"\u00e9":1}"#),
    ])
    func `a name that is missing on the way gives nothing`(path: [String], text: String) throws {
        #expect(try token(path, text) == nil)
    }

    @Test func `the token says what the value is`() throws {
        let text = #"{"a":true,"b":null,"c":-1.5,"d":{},"e":[],"f":false}"#
        #expect(try token(["a"], text) == .bool(true))
        #expect(try token(["b"], text) == .null)
        #expect(try token(["c"], text) == .number(23..<27))
        #expect(try token(["d"], text) == .beginObject)
        #expect(try token(["e"], text) == .beginArray)
        #expect(try token(["f"], text) == .bool(false))
        #expect(try token([], text) == .beginObject)
    }

    @Test(arguments: [#"{"a":1"#, #"{"a":1,"b"#, #"{"a":1,"b":"torn"#, #"{"a":1 x"#, #"{"a":1}}"#])
    func `what stands behind the value is not read`(text: String) throws {
        #expect(try token(["a"], text) == .number(5..<6))
    }

    @Test(arguments: [
        (#"{"z":[1,],"a":1}"#, JSONError.Reason.unexpectedByte, 8), (#"{"z":01,"a":1}"#, .malformedNumber, 7),
        (#"{"z":{"y":},"a":1}"#, .unexpectedByte, 10), (#"{"z":"#, .unexpectedEnd, 5), ("", .unexpectedEnd, 0),
        (#"{"\x":1,"a":1}"#, .malformedString, 3),
    ])
    func `what stands before the value is read strictly`(text: String, reason: JSONError.Reason, offset: Int) {
        let error = #expect(throws: JSONError.self) { try token(["a"], text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test func `what is skipped is not built`() throws {
        // Building it would find the name that stands twice.
        #expect(try token(["b"], #"{"a":{"x":1,"x":2},"b":3}"#) == .number(23..<24))
    }
}
