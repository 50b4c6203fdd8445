// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct MoveTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func `a file goes from one directory to another`() throws {
        try directory(path("target"))
        try DurableFile.move(try folder.write("a", "text"), to: path("target/b"))
        #expect(try names(folder.path) == ["target"])
        #expect(try text(path("target/b")) == "text")
    }

    @Test func `a directory takes its files along`() throws {
        try directory(path("partial"))
        try folder.write("partial/a", "text")
        try DurableFile.move(path("partial"), to: path("final"))
        #expect(try text(path("final/a")) == "text")
    }

    @Test func `a file takes the place of another`() throws {
        try folder.write("b", "old")
        try DurableFile.move(try folder.write("a", "new"), to: path("b"))
        #expect(try text(path("b")) == "new")
        #expect(try names(folder.path) == ["b"])
    }

    @Test func `a directory takes no place that holds files`() throws {
        try directory(path("partial"))
        try directory(path("final"))
        try folder.write("final/a", "old")
        let error = #expect(throws: SystemError.self) { try DurableFile.move(path("partial"), to: path("final")) }
        #expect(error?.isPresent == true)
        #expect(try text(path("final/a")) == "old")
    }

    @Test func `what is not there cannot be moved`() {
        #expect(throws: SystemError(call: "rename", path: path("b"), code: ENOENT)) {
            try DurableFile.move(path("a"), to: path("b"))
        }
    }

    @Test func `a file is removed once`() throws {
        let file = try folder.write("a", "text")
        try DurableFile.remove(file)
        #expect(try names(folder.path) == [])
        #expect(throws: SystemError(call: "unlink", path: file, code: ENOENT)) { try DurableFile.remove(file) }
    }

    @Test func `of a link the link is removed`() throws {
        try folder.write("victim", "text")
        try link(path("link"), to: "victim")
        try DurableFile.remove(path("link"))
        #expect(try names(folder.path) == ["victim"])
    }
}
