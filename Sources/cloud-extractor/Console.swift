// SPDX-License-Identifier: Apache-2.0
import Posix

/// What people see.
///
/// The law of it: data goes to standard output and nothing else does. Everything for people goes to standard error,
/// one line each, without capitals at the beginning or full stops at the end. Errors are a line `error: …`, and where
/// there is a remedy, a line `hint: …` after it.
enum Console {
    static func error(_ failure: Failure) {
        for text in failure.lines { line(text) }
    }

    static func warning(_ text: String) { line("warning: \(text)") }

    /// Control characters, which names from outside may hold, are shown as question marks.
    static func line(_ text: String) {
        // Nobody is left to be told when standard error cannot be written.
        try? FileDescriptor.standardError.write(text.printable + "\n")
    }

    /// Writes data to standard output.
    ///
    /// - Returns: false when the reader has gone, as `head` does: no more is wanted.
    static func output(_ text: String) throws(Failure) -> Bool { try output(Array(text.utf8).span) }

    static func output(_ bytes: Span<UInt8>) throws(Failure) -> Bool {
        do {
            try FileDescriptor.standardOutput.write(bytes)
            return true
        } catch {
            if error.isBrokenPipe { return false }
            throw Failure(error)
        }
    }
}
