// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where a path leads to by its links: what Landlock lets a process read is a place, whatever path it is read by.
package enum LinkedPlaces {
    /// As many as the kernel follows, path_resolution(7).
    private static let limit = 40

    /// The directories of all that the path's links lead to, the last of them too where nothing is there yet: what is
    /// replaced, or comes later, is another file in the same directory.
    ///
    /// A directory just below the root is that of many, as `/run` is: there it is the file alone.
    package static func behind(_ path: String) -> [String] {
        var places: [String] = []
        var current = path
        for _ in 0..<limit {
            guard let target = target(of: current) else { break }
            current = target.hasPrefix("/") ? target : "\(Directory.parent(of: current))/\(target)"
            let directory = resolved(Directory.parent(of: current))
            // Without any directory there will be none for this process: Landlock's rules are those of today.
            guard let directory else { break }
            if let place = isShared(directory) ? resolved(current) : directory { places.append(place) }
        }
        return places
    }

    /// `/`, `/run`, and what else has no directory between itself and the root.
    private static func isShared(_ directory: String) -> Bool { directory.count { $0 == "/" } < 2 }

    /// readlink(2); nil for what is no link.
    private static func target(of path: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe readlink(path, buffer.bindMemory(to: CChar.self).baseAddress!, buffer.count)
        }
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    /// realpath(3); nil for what is not there.
    private static func resolved(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }
}
