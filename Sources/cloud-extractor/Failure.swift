// SPDX-License-Identifier: Apache-2.0

/// How a command ends when it does not end well: what went wrong, what to do about it, and the exit code.
struct Failure: Error {
    let status: ExitStatus
    /// Without a capital at its beginning or a full stop at its end.
    let message: String
    let hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// For people.
    var lines: [String] { ["error: \(message)"] + (hint.map { ["hint: \($0)"] } ?? []) }
}
