// SPDX-License-Identifier: Apache-2.0
import Glibc

extension Directory {
    /// Whether a file is this user's; links are not followed.
    package static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_uid == geteuid()
    }
}
