// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Posix

struct LinkTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func `a file has two names, and outlives one of them`() throws {
        let first = try folder.write("a", "text")
        try DurableFile.link(first, as: path("b"))
        try DurableFile.remove(first)
        #expect(try FileDescriptor.contents(of: path("b")) == Array("text".utf8))
    }

    @Test func `no file takes the place of another, and none is made of nothing`() throws {
        let first = try folder.write("a", "text")
        try folder.write("b", "other")
        #expect(throws: SystemError(call: "link", path: path("b"), code: EEXIST)) {
            try DurableFile.link(first, as: path("b"))
        }
        #expect(throws: SystemError(call: "link", path: path("c"), code: ENOENT)) {
            try DurableFile.link(path("c"), as: path("d"))
        }
        #expect(Directory.kind(of: path("d")) == nil)
    }

    @Test func `a link is not followed`() throws {
        let first = try folder.write("a", "text")
        try FileManager.default.createSymbolicLink(atPath: path("b"), withDestinationPath: first)
        try DurableFile.link(path("b"), as: path("c"))
        #expect(Directory.kind(of: path("c")) == .other)
    }

    @Test func `a copy has all bytes of files of any size, and takes no place`() throws {
        for size in [0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try Data(bytes).write(to: URL(filePath: path("a")))
            try DurableFile.copy(path("a"), to: path("b\(size)"))
            #expect(try FileDescriptor.contents(of: path("b\(size)")) == bytes)
        }
        #expect(throws: SystemError.self) { try DurableFile.copy(path("a"), to: path("b0")) }
    }
}
