// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct MalformedTests {
    @Test(arguments: [
        ("password: hunter2\n  token: hunter2\n", 2, 8), ("a: hunter2: hunter2\n", 1, 11), ("a: [hunter2\n", 2, 1),
        ("a: 'hunter2\n", 2, 1), ("a: \"\\q hunter2\"\n", 1, 5), ("\thunter2: hunter2\n", 1, 1),
        ("a: @hunter2\n", 1, 4),
        ("a: *hunter2\n", 1, 4), ("a: &hunter2 [*hunter2]\n", 1, 14), ("%hunter2 hunter2\n---\n", 1, 9),
        ("a: {hunter2, ]}\n", 1, 14), ("a: hunter2\n---\nb: hunter2\n", 2, 1), ("a: `hunter2`\n", 1, 4),
        ("a: hunter2\n- hunter2\n", 2, 1), ("a: !<hunter2 hunter2\n", 1, 13), ("? [hunter2]\n: hunter2\n", 1, 3),
        ("{hunter2: 1}: hunter2\n", 1, 1), ("a: |\n hunter2\n  hunter2\n\thunter2\n", 4, 1),
    ])
    func `what is not YAML is refused, without a word of its text`(text: String, line: Int, column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text, file: "test.yaml") }
        guard case .malformed = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.location == at(line, column))
        #expect(error.map { "\($0)" }?.contains("hunter2") == false)
        #expect(String(reflecting: error).contains("hunter2") == false)
    }

    @Test(arguments: ["a: \u{0}hunter2", "a: \u{7}hunter2", "a: \u{1B}[31mhunter2"])
    func `control characters are refused, without a word of the text`(text: String) {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text, file: "test.yaml") }
        #expect(error == YAMLError(at(1, 1), .malformed("it cannot be read")))
    }

    @Test func `the message says where and what`() {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: "a: b: c", file: "/etc/agent.yaml") }
        #expect(
            error?.description
                == "/etc/agent.yaml:1:5: not valid YAML: mapping values are not allowed in this context")
    }
}
