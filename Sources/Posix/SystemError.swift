// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A system call that failed: which call, on which path, with which `errno`.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let call: String
    package let path: String
    /// The value of `errno`, see errno(3).
    package let code: Int32

    package init(call: String, path: String, code: Int32) {
        self.call = call
        self.path = path
        self.code = code
    }

    /// The device or the user's quota is full.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }
    /// The path may not be used by this user, or lies on a read-only file system.
    package var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
    package var isMissing: Bool { code == ENOENT }
    package var isPresent: Bool { code == EEXIST || code == ENOTEMPTY }
    /// The reader of a pipe has gone.
    package var isBrokenPipe: Bool { code == EPIPE }

    package var description: String { "\(path): \(call): \(Self.text(of: code))" }

    private static func text(of code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }
}

extension SystemError {
    package static func tooLarge(_ path: String) -> SystemError { SystemError(call: "read", path: path, code: EFBIG) }
}
