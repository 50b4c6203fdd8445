// SPDX-License-Identifier: Apache-2.0
import Glibc

extension Directory {
    /// Whether two paths lead to one directory, by links too; of what is not there yet the paths themselves tell.
    package static func isSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return parts(one) == parts(other) }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    private static func parts(_ path: String) -> [Substring] {
        (path.hasPrefix("/") ? ["/"] : []) + path.split(separator: "/").filter { $0 != "." }
    }
}
