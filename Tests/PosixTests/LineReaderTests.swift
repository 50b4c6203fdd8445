// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import TestSupport
import Testing

struct LineReaderTests {
    private static let chunk = 256 * 1024
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Lines with their ends, as far as they had one: put together they are the file.
    private func lines(_ content: [UInt8]) throws -> [[UInt8]] {
        let path = "\(folder.path)/lines"
        try Data(content).write(to: URL(filePath: path))
        var reader = LineReader(try FileDescriptor.open(path, for: .read))
        var lines: [[UInt8]] = []
        while let (line, isWhole) = try reader.next() { lines.append(isWhole ? line + [0x0A] : line) }
        let end = try reader.next()
        #expect(end == nil)
        return lines
    }

    /// Bytes that repeat with a period that divides no chunk, without a line end among them.
    private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 241) + 11 } }

    @Test(
        arguments: [
            ("", []), ("\n", ["\n"]), ("a", ["a"]), ("a\n", ["a\n"]), ("a\nb", ["a\n", "b"]),
            ("a\nb\n", ["a\n", "b\n"]),
            ("\n\n", ["\n", "\n"]), ("a\n\nb\n", ["a\n", "\n", "b\n"]), ("a\r\nb", ["a\r\n", "b"]),
            ("\0\n\0", ["\0\n", "\0"]),
            ("é\n€", ["é\n", "€"]),
        ] as [(String, [String])])
    func `each line comes once, the last with or without its end`(text: String, expected: [String]) throws {
        #expect(try lines(Array(text.utf8)) == expected.map { Array($0.utf8) })
    }

    @Test func `a last line without its end is not whole`() throws {
        var reader = LineReader(try FileDescriptor.open(try folder.write("lines", "a\nb"), for: .read))
        let first = try reader.next()
        let second = try reader.next()
        #expect(first?.isWhole == true)
        #expect(second?.isWhole == false)
    }

    @Test(arguments: [-2, -1, 0, 1, 2])
    func `a line end at the border of a chunk is seen`(shift: Int) throws {
        for count in [Self.chunk + shift, 2 * Self.chunk + shift] {
            let line = bytes(count) + [0x0A]
            #expect(try lines(line) == [line], "the last line")
            #expect(try lines(line + Array("next".utf8)) == [line, Array("next".utf8)], "a line before another")
            #expect(try lines(line + [0x0A]) == [line, [0x0A]], "a line before an empty one")
            #expect(try lines(bytes(count)) == [bytes(count)], "a line without its end")
        }
    }

    @Test func `a line over many chunks is one line`() throws {
        let long = bytes(5 * Self.chunk + 12345) + [0x0A]
        let content = Array("first\n".utf8) + long + Array("last\n".utf8)
        #expect(try lines(content) == [Array("first\n".utf8), long, Array("last\n".utf8)])
    }

    @Test func `many short lines are kept apart`() throws {
        let expected = (0..<50_000).map { Array("line \($0)\n".utf8) }
        #expect(try lines(Array(expected.joined())) == expected)
    }

    @Test func `a file that cannot be read is an error`() throws {
        var reader = LineReader(try FileDescriptor.open(folder.path, for: .read))
        var failure: SystemError?
        do throws(SystemError) { _ = try reader.next() } catch { failure = error }
        #expect(failure == SystemError(call: "read", path: folder.path, code: EISDIR))
    }
}
