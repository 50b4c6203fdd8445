// SPDX-License-Identifier: Apache-2.0
package import Posix
import Synchronization

/// Where the lines of a log go. Whole ones, one write each: the lines of two threads never mix.
package final class LogSink: Sendable {
    private let lock = Mutex(())
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes a line with its newline; called by one thread at a time. It must not log.
    package init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// A file, a pipe or a terminal. A line that cannot be written is lost: there is nobody left to be told.
    package convenience init(_ descriptor: consuming FileDescriptor) {
        let owner = LogFile(descriptor)
        self.init { try? owner.descriptor.write($0) }
    }

    func line(_ text: String) { lock.withLock { _ in write(text + "\n") } }
}

/// An owner that closures can share.
private final class LogFile: Sendable {
    let descriptor: FileDescriptor

    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }
}
