// SPDX-License-Identifier: Apache-2.0
import Glibc

/// An open file. It is closed when the value ends.
package struct FileDescriptor: ~Copyable, Sendable {
    let raw: Int32
    package let path: String
    private let closes: Bool

    /// How a file is opened; each is one combination of open(2) flags, always with `O_CLOEXEC`.
    package enum Access: Sendable {
        case read
        /// Made anew for this user alone (0600); fails when the path exists, links included.
        case createNew
        /// Appended to, made (0600) when missing.
        case append
        case readWrite
    }

    init(raw: Int32, path: String, closes: Bool) {
        self.raw = raw
        self.path = path
        self.closes = closes
    }

    deinit {
        if closes { close(raw) }
    }

    package static func open(_ path: String, for access: Access) throws(SystemError) -> FileDescriptor {
        let flags: Int32 =
            switch access {
            case .read: O_RDONLY
            case .createNew: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
            case .append: O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW
            case .readWrite: O_RDWR
            }
        let raw = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard raw >= 0 else { throw SystemError(call: "open", path: path, code: errno) }
        return FileDescriptor(raw: raw, path: path, closes: true)
    }

    /// The process's own standard output; not closed.
    package static var standardOutput: FileDescriptor { FileDescriptor(raw: 1, path: "standard output", closes: false) }
    package static var standardError: FileDescriptor { FileDescriptor(raw: 2, path: "standard error", closes: false) }

    /// Size in bytes, from fstat(2).
    package func size() throws(SystemError) -> Int {
        var status = stat()
        guard unsafe fstat(raw, &status) == 0 else { throw failure("fstat") }
        return Int(status.st_size)
    }

    /// Waits until the bytes are on stable storage, fsync(2). After a failure the file must not be written again.
    package func synchronize() throws(SystemError) {
        guard fsync(raw) == 0 else { throw failure("fsync") }
    }

    package func truncate(to size: Int) throws(SystemError) {
        guard ftruncate(raw, size) == 0 else { throw failure("ftruncate") }
    }

    /// Takes the advisory lock of the file, flock(2), for the life of the descriptor. False when another holds it.
    ///
    /// - Parameter isShared: others may hold it so, too.
    package func tryLock(isShared: Bool = false) throws(SystemError) -> Bool {
        if flock(raw, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return true }
        if errno == EWOULDBLOCK { return false }
        throw failure("flock")
    }

    func failure(_ call: String) -> SystemError { SystemError(call: call, path: path, code: errno) }
}
