// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct EntriesTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func `names are sorted by their bytes`() throws {
        let sorted = [".hidden", "10", "2", "A", "B", "_", "a", "a b", "a.b", "ab", "b", "e\u{301}", "é", "ö", "😀"]
        for name in sorted.reversed() { try folder.write(name, "") }
        let found = try Directory.entries(of: folder.path)
        #expect(found.map { Array($0.name.utf8) } == sorted.map { Array($0.utf8) })
    }

    @Test func `each entry is of a kind, links are not followed`() throws {
        try folder.write("file", "")
        try directory(path("folder"))
        try link(path("to-file"), to: "file")
        try link(path("to-folder"), to: "folder")
        try link(path("to-nowhere"), to: "nowhere")
        #expect(unsafe mkfifo(path("pipe"), 0o600) == 0)
        let found = try Directory.entries(of: folder.path)
        #expect(found.map(\.name) == ["file", "folder", "pipe", "to-file", "to-folder", "to-nowhere"])
        #expect(found.map(\.kind) == [.file, .directory, .other, .other, .other, .other])
        #expect(Directory.kind(of: path("none")) == nil)
        #expect(Directory.kind(of: path("file/none")) == nil)
        #expect(Directory.kind(of: "/dev/null") == .other)
    }

    @Test func `an empty directory has no entries`() throws {
        #expect(try Directory.entries(of: folder.path) == [])
    }

    @Test func `what is not there is missing`() {
        let error = #expect(throws: SystemError.self) { try Directory.entries(of: path("none")) }
        #expect(error == SystemError(call: "readdir", path: path("none"), code: ENOENT))
        #expect(error?.isMissing == true)
    }

    @Test func `a file is not a directory, which is no matter of rights`() throws {
        let file = try folder.write("file", "")
        let error = #expect(throws: SystemError.self) { try Directory.entries(of: file) }
        #expect(error?.code == ENOTDIR)
        #expect(error?.isForbidden == false)
    }
}
