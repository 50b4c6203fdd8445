// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct TypeTests {
    private func refuse(_ expected: String, _ text: String, _ read: (inout YAMLMapping) throws(YAMLError) -> Void)
        throws
    {
        var root = try document("first: 1\nouter:\n  key: \(text)\n")
        _ = root.node("first")
        var outer = try #require(try root.mapping("outer"))
        let error = #expect(throws: YAMLError.self) { try read(&outer) }
        #expect(error == YAMLError(at(3, 8), .wrongType(key: "outer.key", expected: expected)))
        #expect(error?.description == "test.yaml:3:8: 'outer.key' should be \(expected)")
    }

    @Test(arguments: ["[a]", "{a: b}", "[]", "{}"])
    func `only a scalar is text`(text: String) throws {
        try refuse("text", text) { (outer) throws(YAMLError) in _ = try outer.string("key") }
    }

    @Test(arguments: ["yes", "no", "True", "TRUE", "on", "1", "0", "truth", "[true]", "{}", "''", "t"])
    func `only true and false are truth values`(text: String) throws {
        try refuse("true or false", text) { (outer) throws(YAMLError) in _ = try outer.bool("key") }
    }

    @Test(arguments: [
        "0", "11", "-1", "1.0", "1e1", "0x1", "1_0", "ten", "''", "' 1'", "[1]", "{}", "99999999999999999999", "٣",
        ".5",
    ])
    func `only a number from the range is a whole number`(text: String) throws {
        try refuse("a whole number from 1 to 10", text) { (outer) throws(YAMLError) in
            _ = try outer.integer("key", in: 1...10)
        }
    }

    @Test(arguments: ["0.05", "1.01", "-1", ".nan", "nan", ".inf", "inf", "''", "' 1'", "1,0", "half", "[1]", "{}"])
    func `only a number from the range is a number`(text: String) throws {
        try refuse("a number from 0.1 to 1.0", text) { (outer) throws(YAMLError) in
            _ = try outer.number("key", in: 0.1...1)
        }
    }

    @Test(arguments: ["a", "{a: b}", "'[]'"])
    func `only a sequence is a list`(text: String) throws {
        try refuse("a list", text) { (outer) throws(YAMLError) in _ = try outer.sequence("key") }
        try refuse("a list", text) { (outer) throws(YAMLError) in _ = try outer.strings("key") }
    }

    @Test(arguments: ["a", "[a]", "'{}'"])
    func `only a mapping is a mapping`(text: String) throws {
        try refuse("a mapping", text) { (outer) throws(YAMLError) in _ = try outer.mapping("key") }
    }

    @Test(arguments: [("[a, [b]]", 9), ("[[]]", 6), ("[a, {b: c}]", 9), ("[a, ~]", 9), ("[a, null]", 9)])
    func `a list of texts holds texts alone`(text: String, column: Int) throws {
        var root = try document("key: \(text)\n")
        let error = #expect(throws: YAMLError.self) { try root.strings("key") }
        #expect(error == YAMLError(at(1, column + 1), .wrongType(key: "key", expected: "a list of texts")))
    }

    @Test(arguments: ["text", "[a, b]", "'{}'", "1"])
    func `the document is a mapping`(text: String) {
        let error = #expect(throws: YAMLError.self) { try document(text) }
        #expect(error?.description == "test.yaml:1:1: 'the document' should be a mapping")
    }
}
