// SPDX-License-Identifier: Apache-2.0
import Glibc
import Posix
import Testing

struct SystemErrorTests {
    private func error(_ code: Int32) -> SystemError { SystemError(call: "call", path: "/path", code: code) }

    @Test func `the path comes first, then the call, then the reason`() {
        #expect(error(ENOENT).description == "/path: call: No such file or directory")
        #expect(error(ENOSPC).description == "/path: call: No space left on device")
    }

    @Test(arguments: [
        (ENOSPC, "space"), (EDQUOT, "space"), (EACCES, "forbidden"), (EPERM, "forbidden"), (EROFS, "forbidden"),
        (ENOENT, "missing"), (EEXIST, "present"), (ENOTEMPTY, "present"), (EPIPE, "pipe"), (EIO, ""), (ENOTDIR, ""),
        (EFBIG, ""), (ELOOP, ""), (0, ""),
    ])
    func `a code is of one class at most`(code: Int32, expected: String) {
        let error = error(code)
        let classes = [
            ("space", error.isOutOfSpace), ("forbidden", error.isForbidden), ("missing", error.isMissing),
            ("present", error.isPresent), ("pipe", error.isBrokenPipe),
        ]
        #expect(classes.filter(\.1).map(\.0) == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `too large is EFBIG`() {
        #expect(SystemError.tooLarge("/path") == SystemError(call: "read", path: "/path", code: EFBIG))
    }
}
