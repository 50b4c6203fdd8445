// SPDX-License-Identifier: Apache-2.0
import StrictYAML

/// The mapping that is the whole of `text`, in a file called `test.yaml`.
func document(_ text: String) throws(YAMLError) -> YAMLMapping {
    try YAMLMapping(try YAMLNode(parsing: text, file: "test.yaml"))
}

func at(_ line: Int, _ column: Int) -> YAMLLocation { YAMLLocation(file: "test.yaml", line: line, column: column) }
