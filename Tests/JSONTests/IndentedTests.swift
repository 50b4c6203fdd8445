// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct IndentedTests {
    @Test(
        arguments: [
            (.null, "null\n"), (true, "true\n"), ("a\n", "\"a\\n\"\n"), (.number("1.0"), "1.0\n"), ([], "[]\n"),
            ([:], "{}\n"),
            ([[]], "[\n  []\n]\n"), (["a": [:]], "{\n  \"a\": {}\n}\n"), ([1, 2], "[\n  1,\n  2\n]\n"),
        ] as [(JSONValue, String)])
    func `small values have this form`(value: JSONValue, expected: String) {
        #expect(value.indented == expected)
    }

    @Test func `each level is two spaces further in`() {
        let value: JSONValue = ["b": [["c": 1, "\"": "é"], []], "a": ["x": ["y": .null]]]
        #expect(
            value.indented == """
                {
                  "a": {
                    "x": {
                      "y": null
                    }
                  },
                  "b": [
                    {
                      "\\"": "é",
                      "c": 1
                    },
                    []
                  ]
                }

                """)
    }
}
