// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct DirectoryTests {
    @Test func `one directory is the same by whatever path it is got at`() throws {
        let directory = try TemporaryDirectory()
        let (real, link) = ("\(directory.path)/real", "\(directory.path)/link")
        try Directory.createWithParents(real)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        for path in [real, "\(real)/", link, "\(directory.path)/./real"] {
            #expect(Directory.isSame(real, path), "\(path)")
        }
        #expect(!Directory.isSame(real, directory.path))
        #expect(!Directory.isSame(real, "\(directory.path)/none"))
        #expect(Directory.isSame("\(directory.path)/none", "\(directory.path)//./none/"))
        #expect(!Directory.isSame("none", "/none"))
    }

    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func `a directory is made for this user alone`() throws {
        try Directory.create(path("a"))
        #expect(try mode(path("a")) == 0o700)
    }

    @Test func `a directory that is there is left as it is`() throws {
        try directory(path("a"), mode: 0o755)
        try folder.write("a/file", "text")
        try Directory.create(path("a"))
        #expect(try mode(path("a")) == 0o755)
        #expect(try names(path("a")) == ["file"])
    }

    @Test func `no file and no link to nowhere stands for a directory`() throws {
        try folder.write("file", "text")
        try link(path("to-file"), to: "file")
        try link(path("dangling"), to: "nowhere")
        for name in ["file", "to-file", "dangling"] {
            #expect(throws: SystemError(call: "mkdir", path: path(name), code: ENOTDIR)) {
                try Directory.create(path(name))
            }
        }
    }

    @Test func `a link to a directory stands for it`() throws {
        try directory(path("real"))
        try link(path("link"), to: "real")
        try Directory.create(path("link"))
        try Directory.createWithParents(path("link"))
        #expect(Directory.kind(of: path("link")) == .other)
        #expect(try names(path("real")) == [])
    }

    @Test func `a directory needs its parent`() throws {
        #expect(throws: SystemError(call: "mkdir", path: path("a/b"), code: ENOENT)) {
            try Directory.create(path("a/b"))
        }
        #expect(throws: SystemError(call: "mkdir", path: "/proc/a", code: ENOENT)) { try Directory.create("/proc/a") }
    }

    @Test(arguments: ["a", "a/b/c/d", "a/b/", "a//b", "./a/b"])
    func `missing parents are made for this user alone`(name: String) throws {
        try Directory.createWithParents(path(name))
        try Directory.createWithParents(path(name))
        var made = path("a")
        #expect(try mode(made) == 0o700)
        for part in name.split(separator: "/").drop(while: { $0 != "a" }).dropFirst() {
            made += "/\(part)"
            #expect(try mode(made) == 0o700)
        }
    }

    @Test func `parents that are there are left as they are`() throws {
        try directory(path("a"), mode: 0o755)
        try Directory.createWithParents(path("a/b"))
        #expect(try mode(path("a")) == 0o755)
        #expect(try mode(path("a/b")) == 0o700)
    }

    @Test func `a parent may be a link to a directory`() throws {
        try directory(path("real"))
        try link(path("link"), to: "real")
        try Directory.createWithParents(path("link/a/b"))
        #expect(try names(path("real/a")) == ["b"])
    }

    @Test func `a parent may not be a file`() throws {
        try folder.write("file", "text")
        #expect(throws: SystemError.self) { try Directory.createWithParents(path("file/a")) }
        #expect(try text(path("file")) == "text")
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/c", "a/b"), ("/", "/"), ("./a", "."), ("../a", ".."), ("", "."),
    ])
    func `the parent is what stands before the last slash`(path: String, expected: String) {
        #expect(Directory.parent(of: path) == expected)
    }

    @Test func `a directory's names are made durable`() throws {
        try Directory.synchronize(folder.path)
        #expect(throws: SystemError(call: "open", path: path("none"), code: ENOENT)) {
            try Directory.synchronize(path("none"))
        }
    }
}
