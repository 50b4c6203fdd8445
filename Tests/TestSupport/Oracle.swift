// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

/// A second opinion: programs in `scripts/oracle` that share no code with this one.
package enum Oracle {
    package struct Failed: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// The Python that has a cloud's own client, `azure` or `gcp`.
    package static func python(of cloud: String) -> String { "\(Repository.root)/.venv-\(cloud)/bin/python" }

    /// Asks a program: JSON on its standard input, JSON on its standard output.
    ///
    /// - Parameter cloud: whose client the program needs.
    package static func ask(
        _ program: String, _ arguments: [String] = [], question: JSONValue, of cloud: String? = nil
    ) async throws -> JSONValue {
        let command = try await Command.run(
            cloud.map(python) ?? Repository.python, ["\(Repository.root)/scripts/oracle/\(program).py"] + arguments,
            input: Data(question.canonical))
        guard command.status == 0 else {
            throw Failed(description: "\(program) \(arguments): \(command.errorText)")
        }
        return try JSONValue(parsing: Array(command.output).span)
    }
}
