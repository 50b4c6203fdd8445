// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct DuplicateKeyTests {
    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "a", 1, 1), ("a: 1\n'a': 2\n", "a", 1, 1),
        ("v:\n  x: 1\n  y: {b: 1, b: 2}\n", "b", 3, 7),
        ("- a: 1\n  a: 1\n", "a", 1, 3), ("{a: , a: }", "a", 1, 2),
    ])
    func `a key that stands twice is refused`(text: String, key: String, line: Int, column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text, file: "test.yaml") }
        #expect(error == YAMLError(at(line, column), .duplicateKey(key)))
        #expect(error?.description == "test.yaml:\(line):\(column): the key '\(key)' stands here twice")
    }

    @Test(arguments: ["1: a\n'1': b\n", "true: a\n\"true\": b\n", "null: a\n'null': b\n"])
    func `quotes do not make another key`(text: String) {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text, file: "test.yaml") }
        guard case .duplicateKey = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `keys may return in other mappings`() throws {
        var root = try document("a: {a: 1}\nb: {a: 2}\n")
        #expect(try root.mapping("a")?.keys == ["a"])
        #expect(try root.mapping("b")?.keys == ["a"])
    }
}
