// SPDX-License-Identifier: Apache-2.0
package import Posix

/// A log whose lines are written by a thread of their own: a reader that stands still costs lines, and nothing else.
package final class LogQueue: Sendable {
    /// How many bytes may wait: some thousand lines.
    package static let limit = 1 << 20
    /// How long the end of the process waits for whoever reads the lines.
    package static let patience = Duration.seconds(2)

    private let queue: OutputQueue
    private let lost: @Sendable () -> Void

    /// - Parameters:
    ///   - lost: told of each line that is not written.
    ///   - write: writes a line with its newline; it may take as long as it takes. It must not log.
    package init(
        limit: Int = limit, lost: @escaping @Sendable () -> Void,
        write: @escaping @Sendable (String) throws -> Void
    ) throws(SystemError) {
        self.lost = lost
        queue = try OutputQueue(limit: limit) { text in
            do { try write(text) } catch { lost() }
        }
    }

    package func line(_ text: String) {
        if !queue.add(text) { lost() }
    }

    /// For the end of the process: what was logged just before is written, unless nobody reads it.
    package func flush() { queue.flush(within: Self.patience) }
}

extension LogSink {
    package convenience init(_ queue: LogQueue) { self.init { queue.line($0) } }
}
