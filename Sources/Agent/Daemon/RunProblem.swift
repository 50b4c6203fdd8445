// SPDX-License-Identifier: Apache-2.0

/// Why a run did not end well, in the words and with the code of the command line.
package struct RunProblem: Error, Hashable {
    /// Of docs/exit-codes.md.
    package let exitCode: Int
    /// `vaultSealed`
    package let name: String
    package let message: String
    package let hint: String?

    package init(exitCode: Int, name: String, message: String, hint: String?) {
        self.exitCode = exitCode
        self.name = name
        self.message = message
        self.hint = hint
    }
}
