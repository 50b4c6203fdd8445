// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// Directories by path.
package enum Directory {
    /// One name in a directory.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let kind: Kind
    }

    package enum Kind: Sendable { case file, directory, other }

    /// Makes the directory for this user alone (0700); an existing one is left as it is.
    package static func create(_ path: String) throws(SystemError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        let code = errno
        if code == EEXIST, isDirectory(path) { return }
        throw SystemError(call: "mkdir", path: path, code: code == EEXIST ? ENOTDIR : code)
    }

    /// As ``create(_:)``, with the parents that are missing. Each new directory is durable in its parent.
    package static func createWithParents(_ path: String) throws(SystemError) {
        if path.isEmpty || isDirectory(path) { return }
        let parent = Self.parent(of: path)
        if parent != path { try createWithParents(parent) }
        try create(path)
        try synchronize(parent)
    }

    /// Whether files can be made in the directory, or the directory in the nearest one above it that is there.
    package static func checkWritable(_ path: String) throws(SystemError) {
        let nearest = nearest(to: path)
        guard isDirectory(nearest) else { throw SystemError(call: "open", path: nearest, code: ENOTDIR) }
        // Root may write everywhere but in file systems that take nothing, and those say so here as well.
        if unsafe access(nearest, W_OK | X_OK) != 0 { throw SystemError(call: "access", path: nearest, code: errno) }
    }

    /// The path, or the nearest one above it that is there.
    private static func nearest(to path: String) -> String {
        var nearest = path
        while kind(of: nearest) == nil, parent(of: nearest) != nearest { nearest = parent(of: nearest) }
        return nearest
    }

    /// Links are followed: where things are kept is the operator's choice.
    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What stands at the path; nil when nothing does. Links are not followed.
    package static func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        default: .other
        }
    }

    /// The names in the directory, sorted by their bytes.
    package static func entries(of path: String) throws(SystemError) -> [Entry] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            let code = kind(of: path) == nil ? ENOENT : isDirectory(path) ? EACCES : ENOTDIR
            throw SystemError(call: "readdir", path: path, code: code)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { Entry(name: $0, kind: kind(of: "\(path)/\($0)") ?? .other) }
    }

    /// Makes the names in the directory durable, fsync(2) on it.
    package static func synchronize(_ path: String) throws(SystemError) {
        let directory = try FileDescriptor.open(path, for: .read)
        try directory.synchronize()
    }

    /// Removes a tree; a missing one is fine.
    package static func removeTree(_ path: String) throws(SystemError) {
        guard let kind = kind(of: path) else { return }
        if kind == .directory {
            for entry in try entries(of: path) { try removeTree("\(path)/\(entry.name)") }
        }
        guard unsafe remove(path) == 0 else { throw SystemError(call: "remove", path: path, code: errno) }
    }

    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension Directory {
    /// - Returns: bytes that this user may still write to the file system of a path, or of the nearest one above it.
    package static func freeSpace(of path: String) throws(SystemError) -> UInt64 {
        let path = nearest(to: path)
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { throw SystemError(call: "statvfs", path: path, code: errno) }
        return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    }
}
