// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import Secrets
import TestSupport
import Testing

struct SecretFileTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func read(_ content: [UInt8]) throws -> [UInt8] {
        let path = "\(folder.path)/secret"
        try Data(content).write(to: URL(filePath: path))
        return bytes(try Secret(contentsOfFile: path))
    }

    @Test(arguments: [
        ("hunter2", "hunter2"), ("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"), ("hunter2\r", "hunter2"),
        ("hunter2\n\n", "hunter2"), (" hunter2 \n", " hunter2 "), ("hunter2\t\n", "hunter2\t"),
        ("\nhunter2", "\nhunter2"),
        ("a\nb\n", "a\nb"), ("", ""), ("\n", ""), ("\r\n\r\n", ""), ("hunter2\0", "hunter2\0"),
        ("hunter2\n ", "hunter2\n "),
        ("\u{FEFF}a\u{2028}", "\u{FEFF}a\u{2028}"),
    ])
    func `only line ends at the end are stripped`(content: String, expected: String) throws {
        #expect(try read(Array(content.utf8)) == Array(expected.utf8))
    }

    @Test func `bytes that are no text are a secret too`() throws {
        let content: [UInt8] = [0xFF, 0x00, 0x0A, 0x80]
        #expect(try read(content) == content)
    }

    @Test(arguments: [4096, 65535, 65536])
    func `a file up to the limit is read whole`(count: Int) throws {
        let content = (0..<count).map { UInt8($0 % 200) + 14 }
        #expect(Secret.maximumFileSize == 65536)
        #expect(try read(content) == content)
    }

    @Test(arguments: [65537, 65538, 200_000])
    func `a larger file is the wrong file`(count: Int) throws {
        let error = #expect(throws: SystemError.self) { try read([UInt8](repeating: 0x61, count: count)) }
        #expect(error == .tooLarge("\(folder.path)/secret"))
    }

    @Test func `a file without an end is the wrong file`() {
        let error = #expect(throws: SystemError.self) { _ = try Secret(contentsOfFile: "/dev/zero") }
        #expect(error == .tooLarge("/dev/zero"))
    }

    @Test func `line ends count towards the limit`() {
        let content = [UInt8](repeating: 0x61, count: 65536) + [0x0A]
        #expect(throws: SystemError.self) { try read(content) }
    }

    @Test func `a file that is not there is missing`() {
        let path = "\(folder.path)/none"
        let error = #expect(throws: SystemError.self) { _ = try Secret(contentsOfFile: path) }
        #expect(error == SystemError(call: "open", path: path, code: ENOENT))
    }

    @Test func `a directory is no secret`() {
        let error = #expect(throws: SystemError.self) { _ = try Secret(contentsOfFile: folder.path) }
        #expect(error == SystemError(call: "read", path: folder.path, code: EISDIR))
    }
}
