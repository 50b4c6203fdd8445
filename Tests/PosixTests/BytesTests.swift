// SPDX-License-Identifier: Apache-2.0
import Glibc
import Posix
import TestSupport
import Testing

/// What goes through a ``FileDescriptor``.
struct BytesTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func read(_ count: Int, at offset: Int, of text: String) throws -> String {
        let file = try FileDescriptor.open(try folder.write("a", text), for: .read)
        return String(decoding: try file.read(count: count, at: offset), as: UTF8.self)
    }

    @Test(arguments: [
        (0, 0, ""), (1, 0, "0"), (10, 0, "0123456789"), (4, 3, "3456"), (4, 8, "89"), (1, 9, "9"), (1, 10, ""),
        (5, 99, ""),
        (1000, 0, "0123456789"), (0, 5, ""),
    ])
    func `bytes are read from where they are wanted, short only at the end`(
        count: Int, offset: Int, expected: String
    ) throws {
        #expect(try read(count, at: offset, of: "0123456789") == expected)
    }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 1_000_000])
    func `a whole file is read`(count: Int) throws {
        let content = String(repeating: "x", count: count)
        let path = try folder.write("a", content)
        #expect(try FileDescriptor.contents(of: path) == Array(content.utf8))
        let file = try FileDescriptor.open(path, for: .read)
        let size = try file.size()
        #expect(size == count)
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 200_000])
    func `a file beyond the limit is too large`(limit: Int) throws {
        let path = try folder.write("a", String(repeating: "x", count: limit))
        #expect(try FileDescriptor.contents(of: path, limit: limit).count == limit)
        #expect(throws: SystemError.tooLarge(path)) {
            try FileDescriptor.contents(
                of: try folder.write("a", String(repeating: "x", count: limit + 1)), limit: limit)
        }
    }

    @Test func `a file that hides its size is read as far as it goes`() throws {
        #expect(try FileDescriptor.contents(of: "/proc/version").starts(with: Array("Linux".utf8)))
        #expect(throws: SystemError.tooLarge("/dev/zero")) {
            try FileDescriptor.contents(of: "/dev/zero", limit: 1_000_000)
        }
    }

    @Test func `reading goes on behind what is filled`() throws {
        let file = try FileDescriptor.open(try folder.write("a", "abc"), for: .read)
        var bytes = Array("......".utf8)
        var span = bytes.mutableSpan
        let first = try file.read(into: &span, from: 2)
        let second = try file.read(into: &span, from: 5)
        #expect([first, second] == [3, 0])
        #expect(String(decoding: bytes, as: UTF8.self) == "..abc.")
    }

    @Test func `a directory has no contents`() {
        let error = #expect(throws: SystemError.self) { try FileDescriptor.contents(of: folder.path) }
        #expect(error?.code == EISDIR)
    }

    @Test(arguments: [FileDescriptor.Access.append, .readWrite])
    func `a full device is out of space`(access: FileDescriptor.Access) throws {
        let full = try FileDescriptor.open("/dev/full", for: access)
        var failure: SystemError?
        do throws(SystemError) { try full.write("text") } catch { failure = error }
        #expect(failure == SystemError(call: "write", path: "/dev/full", code: ENOSPC))
        #expect(failure?.isOutOfSpace == true)
    }

    @Test func `nothing is written to a full device without an error`() throws {
        let full = try FileDescriptor.open("/dev/full", for: .readWrite)
        try full.write("")
    }

    @Test func `what is open for reading cannot be written`() throws {
        let file = try FileDescriptor.open(try folder.write("a", "text"), for: .read)
        var failure: SystemError?
        do throws(SystemError) { try file.write("more") } catch { failure = error }
        #expect(failure?.code == EBADF)
        #expect(try text("\(folder.path)/a") == "text")
    }

    @Test func `a file is cut to a size`() throws {
        let path = try folder.write("a", "0123456789")
        let file = try FileDescriptor.open(path, for: .readWrite)
        try file.truncate(to: 4)
        #expect(try text(path) == "0123")
        try file.synchronize()
    }

    @Test func `what cannot be made durable is an error`() throws {
        let null = try FileDescriptor.open("/dev/null", for: .readWrite)
        var failure: SystemError?
        do throws(SystemError) { try null.synchronize() } catch { failure = error }
        #expect(failure == SystemError(call: "fsync", path: "/dev/null", code: EINVAL))
    }
}
