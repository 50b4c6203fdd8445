// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// What scripts have written is what they would write now.
struct GeneratedTests {
    @Test(arguments: ["generate-aws-models", "embed-catalogues", "coverage"])
    func `generated files are as their script writes them`(script: String) async throws {
        let command = try await Command.run(Repository.python, ["\(Repository.root)/scripts/\(script)", "--check"])
        #expect(command.status == 0, "\(command.errorText)")
    }
}
