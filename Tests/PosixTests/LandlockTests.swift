// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Posix

/// What must fail is tried, each time in a process of its own: nobody takes a restriction back. It is that of the thread
/// that runs the test's body, which has no suspension point for that reason.
@Suite(.enabled(if: Landlock.version >= 2, "this kernel has no Landlock, or only its first version"))
struct LandlockTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        for name in ["in", "out/a", "out/b", "secret"] { try directory("\(folder.path)/\(name)") }
        for name in ["in/file", "out/a/file", "secret/file"] { try folder.write(name, "text") }
    }

    @Test func `what is readable can be read and nothing more, and what is not listed cannot be seen`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            let level = try Landlock(readable: ["\(path)/in"]).restrictThread()
            #expect(level == .abi(Landlock.version))
            #expect(opened("\(path)/in/file", O_RDONLY) == 0)
            #expect(opened("\(path)/in", O_RDONLY | O_DIRECTORY) == 0)
            #expect(opened("\(path)/in/file", O_WRONLY) == EACCES)
            #expect(opened("\(path)/in/new", O_WRONLY | O_CREAT) == EACCES)
            #expect(failure(unsafe unlink("\(path)/in/file")) == EACCES)
            #expect(failure(unsafe mkdir("\(path)/in/new", 0o700)) == EACCES)
            #expect(failure(unsafe symlink("file", "\(path)/in/new")) == EACCES)
            #expect(opened("\(path)/secret/file", O_RDONLY) == EACCES)
            #expect(opened("\(path)/secret", O_RDONLY | O_DIRECTORY) == EACCES)
            #expect(opened("/etc/passwd", O_RDONLY) == EACCES)
            #expect(opened("/proc/self/environ", O_RDONLY) == EACCES)
        }
    }

    @Test func `what is writable can be filled, emptied and moved about in`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            _ = try Landlock(writable: ["\(path)/out"]).restrictThread()
            try writeDurably("new", to: "\(path)/out/new")
            #expect(opened("\(path)/out/a/file", O_RDWR | O_TRUNC) == 0)
            // What keys rotate and deliveries do: from one directory to another.
            try DurableFile.move("\(path)/out/a/file", to: "\(path)/out/b/file")
            try DurableFile.exchange("\(path)/out/new", "\(path)/out/b/file")
            try Directory.create("\(path)/out/c")
            #expect(failure(unsafe rmdir("\(path)/out/c")) == 0)
            #expect(opened("\(path)/in/file", O_RDONLY) == EACCES)
            let moved = failure(unsafe rename("\(path)/out/new", "\(path)/in/new"))
            #expect(moved == EACCES || moved == EXDEV)
        }
    }

    @Test(.enabled(if: Landlock.version >= 3, "this kernel's Landlock does not know truncation"))
    func `a readable file cannot be emptied`() async throws {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            _ = try Landlock(readable: ["\(path)/in"]).restrictThread()
            #expect(failure(unsafe truncate("\(path)/in/file", 0)) == EACCES)
        }
        #expect(try text("\(folder.path)/in/file") == "text")
    }

    @Test func `a single file can be allowed, through a link too`() async throws {
        try link("\(folder.path)/link", to: "secret/file")
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            _ = try Landlock(readable: ["\(path)/link"], writable: ["/dev/null"]).restrictThread()
            #expect(opened("\(path)/link", O_RDONLY) == 0)
            #expect(opened("\(path)/secret/file", O_RDONLY) == 0)
            #expect(opened("\(path)/secret", O_RDONLY | O_DIRECTORY) == EACCES)
            #expect(opened("/dev/null", O_RDWR) == 0)
            #expect(opened("/dev/zero", O_RDONLY) == EACCES)
        }
    }

    @Test func `what is not there to be read is left out, and stays so when it comes`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            let landlock = Landlock(
                readable: ["\(path)/later", "\(path)/in/file/below"], writable: ["\(path)/out"])
            _ = try landlock.restrictThread()
            #expect(opened("\(path)/in/file", O_RDONLY) == EACCES)
            #expect(opened("\(path)/later", O_RDONLY) == ENOENT)
        }
    }

    @Test func `what is not there to be written is an error, and nothing is restricted`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            #expect(throws: SystemError(call: "open", path: "\(path)/none", code: ENOENT)) {
                try Landlock(writable: ["\(path)/out", "\(path)/none"]).restrictThread()
            }
            #expect(opened("\(path)/secret/file", O_RDONLY) == 0)
        }
    }

    @Test func `programs that it starts are as restricted, and only those that are listed start`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            _ = try Landlock(
                readable: ["/etc"], executable: ["/bin", "/usr", "/lib", "/lib64"],
                writable: ["\(path)/out", "/dev/null"]
            ).restrictThread()
            #expect(unsafe system("cat '\(path)/out/a/file' >/dev/null 2>&1") == 0)
            #expect(unsafe system("cat '\(path)/secret/file' >/dev/null 2>&1") != 0)
            #expect(unsafe system("cp /bin/true '\(path)/out/true' && chmod 700 '\(path)/out/true'") == 0)
            // 126: found, and not to be executed.
            #expect(unsafe system("'\(path)/out/true' 2>/dev/null") >> 8 == 126)
        }
    }
}

/// What open(2) answers: 0, or errno.
private func opened(_ path: String, _ flags: Int32) -> Int32 {
    let raw = unsafe open(path, flags | O_CLOEXEC, 0o600)
    if raw < 0 { return errno }
    close(raw)
    return 0
}

/// The errno of a call that gave -1; 0 of any other.
func failure(_ result: Int32) -> Int32 { result == -1 ? errno : 0 }
