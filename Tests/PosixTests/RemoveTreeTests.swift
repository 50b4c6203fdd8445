// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct RemoveTreeTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func `a tree goes with all that is in it`() throws {
        try directory(path("tree/a/b/c"))
        try directory(path("tree/empty"))
        for name in ["tree/1", "tree/.2", "tree/a/3", "tree/a/b/c/é"] { try folder.write(name, "text") }
        try folder.write("beside", "text")
        try Directory.removeTree(path("tree"))
        #expect(try names(folder.path) == ["beside"])
    }

    @Test func `links are removed, what they lead to stays`() throws {
        try directory(path("outside"))
        try folder.write("outside/file", "text")
        try directory(path("tree/inner"))
        try link(path("tree/to-folder"), to: path("outside"))
        try link(path("tree/inner/to-file"), to: path("outside/file"))
        try link(path("tree/up"), to: "..")
        try link(path("tree/dangling"), to: "nowhere")
        try Directory.removeTree(path("tree"))
        #expect(try names(folder.path) == ["outside"])
        #expect(try text(path("outside/file")) == "text")
    }

    @Test func `a link at the root is removed alone`() throws {
        try directory(path("outside"))
        try folder.write("outside/file", "text")
        try link(path("tree"), to: "outside")
        try Directory.removeTree(path("tree"))
        #expect(try names(folder.path) == ["outside"])
        #expect(try names(path("outside")) == ["file"])
    }

    @Test func `a file is a tree of one`() throws {
        try Directory.removeTree(try folder.write("file", "text"))
        #expect(try names(folder.path) == [])
    }

    @Test func `what is not there needs no removal`() throws {
        try Directory.removeTree(path("none"))
        try Directory.removeTree(path("none/deeper"))
    }

    @Test func `what cannot be removed is an error`() {
        let error = #expect(throws: SystemError.self) { try Directory.removeTree("/proc/self/status") }
        #expect(error?.call == "remove")
    }
}
