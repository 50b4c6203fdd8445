// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing

@testable import Posix

struct FileDescriptorTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    private func write(_ text: String, to path: String, _ access: FileDescriptor.Access) throws(SystemError) {
        let file = try FileDescriptor.open(path, for: access)
        try file.write(text)
    }

    @Test func `a new file is for this user alone`() throws {
        try write("text", to: path("a"), .createNew)
        #expect(try text(path("a")) == "text")
        #expect(try mode(path("a")) == 0o600)
    }

    @Test func `a new file takes no place of another`() throws {
        try folder.write("a", "old")
        #expect(throws: SystemError(call: "open", path: path("a"), code: EEXIST)) {
            try write("new", to: path("a"), .createNew)
        }
        #expect(try text(path("a")) == "old")
    }

    @Test func `a new file is not made through a link`() throws {
        try folder.write("victim", "old")
        try link(path("link"), to: "victim")
        try link(path("dangling"), to: "nowhere")
        for name in ["link", "dangling"] {
            #expect(throws: SystemError(call: "open", path: path(name), code: EEXIST)) {
                try write("new", to: path(name), .createNew)
            }
        }
        #expect(try text(path("victim")) == "old")
        #expect(try names(folder.path) == ["dangling", "link", "victim"])
    }

    @Test func `appending makes the file and adds to it`() throws {
        try write("one\n", to: path("a"), .append)
        try write("two\n", to: path("a"), .append)
        #expect(try text(path("a")) == "one\ntwo\n")
        #expect(try mode(path("a")) == 0o600)
    }

    @Test func `nothing is appended through a link`() throws {
        try folder.write("victim", "old")
        try link(path("link"), to: "victim")
        #expect(throws: SystemError(call: "open", path: path("link"), code: ELOOP)) {
            try write("new", to: path("link"), .append)
        }
        #expect(try text(path("victim")) == "old")
    }

    @Test func `reading and writing do not make files`() throws {
        for access in [FileDescriptor.Access.read, .readWrite] {
            let error = #expect(throws: SystemError.self) { try write("", to: path("none"), access) }
            #expect(error == SystemError(call: "open", path: path("none"), code: ENOENT))
            #expect(error?.isMissing == true)
        }
        #expect(try names(folder.path) == [])
    }

    @Test func `every descriptor stays in this process`() throws {
        for (name, access) in [("a", FileDescriptor.Access.createNew), ("a", .read), ("a", .append), ("a", .readWrite)]
        {
            let file = try FileDescriptor.open(path(name), for: access)
            let flags = fcntl(file.raw, F_GETFD)
            #expect(flags & FD_CLOEXEC == FD_CLOEXEC)
        }
    }

    @Test func `the process's own outputs stay open`() throws {
        do {
            let output = FileDescriptor.standardOutput
            let errors = FileDescriptor.standardError
            let numbers = [output.raw, errors.raw]
            #expect(numbers == [1, 2])
        }
        #expect(fcntl(1, F_GETFD) >= 0 && fcntl(2, F_GETFD) >= 0)
    }

    @Test func `a file is no terminal`() throws {
        let file = try FileDescriptor.open(path("a"), for: .createNew)
        let isTerminal = file.isTerminal
        #expect(!isTerminal)
    }
}
