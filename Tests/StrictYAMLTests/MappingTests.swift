// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct MappingTests {
    @Test(arguments: [
        ("a b", "a b"), ("'true'", "true"), ("true", "true"), ("8200", "8200"), ("'a: b'", "a: b"),
        ("\"\\u00e9\"", "é"),
        ("2026-11-23", "2026-11-23"), ("\"\"", ""), ("no", "no"), ("1.50", "1.50"), ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b", "a b"), ("a # not this", "a"), ("'it''s'", "it's"), ("'null'", "null"), ("\"~\"", "~"),
    ])
    func `text is what stands there, whatever it looks like`(text: String, expected: String) throws {
        var root = try document("key: \(text)\n")
        #expect(try root.string("key") == expected)
    }

    @Test(arguments: [("true", true), ("false", false), ("'true'", true), ("\"false\"", false)])
    func `truth values may be quoted`(text: String, expected: Bool) throws {
        var root = try document("key: \(text)\n")
        #expect(try root.bool("key") == expected)
    }

    @Test(arguments: [("1", 1), ("10", 10), ("-5", -5), ("'7'", 7), ("007", 7)])
    func `whole numbers are decimal`(text: String, expected: Int) throws {
        var root = try document("key: \(text)\n")
        #expect(try root.integer("key", in: -5...10) == expected)
    }

    @Test(arguments: [("0.5", 0.5), ("1", 1), ("1e-1", 0.1), ("'0.25'", 0.25), ("0", 0)])
    func `numbers may have fractions`(text: String, expected: Double) throws {
        var root = try document("key: \(text)\n")
        #expect(try root.number("key", in: 0...1) == expected)
    }

    @Test(arguments: [("[a, b]", ["a", "b"]), ("\n- b\n- 'a'\n- 1", ["b", "a", "1"]), ("[]", [])])
    func `lists keep their order`(text: String, expected: [String]) throws {
        var root = try document("key: \(text)\n")
        #expect(try root.strings("key") == expected)
    }

    @Test func `keys keep their order`() throws {
        #expect(try document("b: 1\na: 2\n'c d': 3\n").keys == ["b", "a", "c d"])
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL", "# nothing"])
    func `a key that stands without a value is no key that is left out`(text: String) throws {
        func refused(_ read: (inout YAMLMapping) throws -> Void) {
            #expect {
                var root = try document("key: \(text)\n")
                try read(&root)
            } throws: { "\($0)".contains("'key' has no value; give it one, or leave the key out") }
        }
        refused { _ = try $0.string("key") }
        refused { _ = try $0.bool("key") }
        refused { _ = try $0.integer("key", in: 0...1) }
        refused { _ = try $0.number("key", in: 0...1) }
        refused { _ = try $0.strings("key") }
        // `organization:` alone is all of it.
        var root = try document("key: \(text)\n")
        #expect(try root.mapping("key")?.keys == [])
        let isNull = root.isNull("key")
        #expect(isNull)
        try root.end()
    }

    @Test func `a list that must name something is not empty`() throws {
        var root = try document("key: []\nother: [a]\n")
        #expect(throws: YAMLError.self) { try root.filledStrings("key") }
        #expect(try root.filledStrings("other") == ["a"])
        #expect(try root.filledStrings("none") == nil)
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "~", "null\n", "{}"])
    func `a document without a word is an empty mapping`(text: String) throws {
        let root = try document(text)
        #expect(root.keys == [])
        try root.end()
    }
}
