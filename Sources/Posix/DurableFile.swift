// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Files that are there whole, on stable storage, or not at all.
///
/// The recipe, as the system calls of the happy path:
///
///     open(".name.tmp", O_CREAT|O_EXCL, 0600)  write  fsync  rename(".name.tmp", "name")  fsync(directory)
package enum DurableFile {
    package static func write(_ bytes: Span<UInt8>, to path: String) throws(SystemError) {
        let temporary = temporaryPath(for: path)
        // Left by a crash of an earlier writer; callers hold the lock of the directory that they write to.
        if Directory.kind(of: temporary) != nil { try remove(temporary) }
        do {
            let file = try FileDescriptor.open(temporary, for: .createNew)
            try file.write(bytes)
            try file.synchronize()
            try move(temporary, to: path)
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
    }

    /// Renames within one directory, or from one to another, and makes the new name durable.
    package static func move(_ source: String, to destination: String) throws(SystemError) {
        guard unsafe rename(source, destination) == 0 else {
            throw SystemError(call: "rename", path: destination, code: errno)
        }
        try Directory.synchronize(Directory.parent(of: destination))
    }

    package static func remove(_ path: String) throws(SystemError) {
        guard unsafe unlink(path) == 0 else { throw SystemError(call: "unlink", path: path, code: errno) }
    }

    package static func temporaryPath(for path: String) -> String {
        let parent = Directory.parent(of: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return "\(parent)/.\(name).tmp"
    }
}
