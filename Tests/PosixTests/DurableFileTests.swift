// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct DurableFileTests {
    private let folder: TemporaryDirectory
    private let path: String

    init() throws {
        folder = try TemporaryDirectory()
        path = "\(folder.path)/name"
    }

    @Test(arguments: ["", "a", "two\nlines\n", String(repeating: "0123456789", count: 300_000)])
    func `a file is there whole, for this user alone, and nothing beside it`(content: String) throws {
        try writeDurably(content, to: path)
        #expect(try text(path) == content)
        #expect(try mode(path) == 0o600)
        #expect(try names(folder.path) == ["name"])
    }

    @Test func `an older file is replaced, not written to`() throws {
        try folder.write("name", "a longer text from before")
        try FileManager.default.linkItem(atPath: path, toPath: "\(folder.path)/witness")
        try writeDurably("new", to: path)
        #expect(try text(path) == "new")
        #expect(try text("\(folder.path)/witness") == "a longer text from before")
    }

    @Test func `what a crash left behind is thrown away`() throws {
        try folder.write(".name.tmp", "half of a much longer file that was never fin")
        try writeDurably("whole", to: path)
        #expect(try text(path) == "whole")
        #expect(try names(folder.path) == ["name"])
    }

    @Test func `a link in the way of the temporary file is not followed`() throws {
        try folder.write("victim", "untouched")
        try link("\(folder.path)/.name.tmp", to: "victim")
        try writeDurably("new", to: path)
        #expect(try text("\(folder.path)/victim") == "untouched")
        #expect(Directory.kind(of: path) == .file)
        #expect(try names(folder.path) == ["name", "victim"])
    }

    @Test func `a link at the destination is replaced, not followed`() throws {
        try folder.write("victim", "untouched")
        try link(path, to: "victim")
        try writeDurably("new", to: path)
        #expect(try text("\(folder.path)/victim") == "untouched")
        #expect(Directory.kind(of: path) == .file)
    }

    @Test func `a directory in the way of the temporary file is an error`() throws {
        try directory("\(folder.path)/.name.tmp")
        #expect(throws: SystemError.self) { try writeDurably("new", to: path) }
        #expect(try names(folder.path) == [".name.tmp"])
    }

    @Test func `where no file can be made the call and the path are named`() throws {
        let file = try folder.write("file", "text")
        #expect(throws: SystemError(call: "open", path: "\(file)/.x.tmp", code: ENOTDIR)) {
            try writeDurably("new", to: "\(file)/x")
        }
        #expect(throws: SystemError(call: "open", path: "\(folder.path)/none/.x.tmp", code: ENOENT)) {
            try writeDurably("new", to: "\(folder.path)/none/x")
        }
        #expect(throws: SystemError.self) { try writeDurably("new", to: "/proc/self/x") }
        #expect(try names(folder.path) == ["file"])
    }

    @Test func `a name that cannot be taken leaves no temporary file`() throws {
        try directory("\(path)/full")
        #expect(throws: SystemError(call: "rename", path: path, code: EISDIR)) { try writeDurably("new", to: path) }
        #expect(try names(folder.path) == ["name"])
    }

    @Test(arguments: [
        ("/var/lib/key", "/var/lib/.key.tmp"), ("key", "./.key.tmp"), ("a/b.json", "a/.b.json.tmp"),
        ("./key", "./.key.tmp"), ("../a/.b", "../a/..b.tmp"),
    ])
    func `the temporary file lies in the same directory`(path: String, expected: String) {
        #expect(DurableFile.temporaryPath(for: path) == expected)
    }
}
