// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct AliasBombTests {
    /// Each level names the one before nine times.
    private func bomb(levels: Int) -> String {
        var text = "a0: &a0 [x]\n"
        for level in 1...levels {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }

    @Test func `a few aliases are resolved`() throws {
        _ = try YAMLNode(parsing: bomb(levels: 2), file: "test.yaml")
    }

    @Test func `aliases that multiply beyond measure are refused`() {
        #expect {
            try YAMLNode(parsing: bomb(levels: 9), file: "test.yaml")
        } throws: { error in
            (error as? YAMLError)?.description.contains("more values than any configuration has") == true
        }
    }
}
