// SPDX-License-Identifier: Apache-2.0
import Secrets
import TestSupport
import Testing

struct SecretBufferTests {
    @Test(arguments: [0, 1, 2, 3, 16, 256, 257])
    func `a buffer grows byte by byte without losing one`(capacity: Int) {
        var buffer = SecretBuffer(capacity: capacity)
        let expected = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 11) }
        for byte in expected { buffer.append(byte) }
        let count = buffer.count
        #expect(count == 1000)
        #expect(bytes(buffer.secret()) == expected)
    }

    @Test(arguments: [(0, 0), (0, 1), (1, 0), (16, 16), (16, 17), (1, 10_000), (256, 255), (100, 100_000)])
    func `a buffer grows to what is appended at once`(capacity: Int, count: Int) {
        var buffer = SecretBuffer(capacity: capacity)
        let piece = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        buffer.append("<")
        buffer.append(piece.span)
        buffer.append(">")
        #expect(bytes(buffer.secret()) == [0x3C] + piece + [0x3E])
    }

    @Test func `pieces of all kinds come one behind the other`() {
        var buffer = SecretBuffer(capacity: 1)
        buffer.append("user=é&password=")
        buffer.append(secret("hunter2"))
        buffer.append(UInt8(ascii: "&"))
        buffer.append([0, 255].span)
        buffer.append("")
        buffer.append(secret(""))
        #expect(bytes(buffer.secret()) == Array("user=é&password=hunter2&".utf8) + [0, 255])
    }

    @Test func `an empty buffer is an empty secret`() {
        let empty = SecretBuffer().secret()
        let count = empty.count
        #expect(count == 0)
        #expect(bytes(empty) == [])
    }

    @Test func `only what was appended is in the secret`() {
        var buffer = SecretBuffer(capacity: 4096)
        buffer.append("a")
        let held = buffer.secret()
        let count = held.count
        #expect(count == 1)
        #expect(bytes(held) == [0x61])
    }
}
