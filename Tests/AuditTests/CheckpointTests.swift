// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Audit

struct CheckpointTests {
    @Test func `a checkpoint is three lines`() throws {
        let root = KnownLog.grown(to: 300).edge.root
        #expect(Checkpoint(origin: KnownLog.name, size: 300, root: root).text == KnownLog.text)
    }

    @Test func `its text reads back`() throws {
        let checkpoint = try #require(Checkpoint(parsing: KnownLog.text))
        #expect(checkpoint.origin == KnownLog.name)
        #expect(checkpoint.size == 300)
        #expect(checkpoint.root == KnownLog.grown(to: 300).edge.root)
        #expect(checkpoint.text == KnownLog.text)
    }

    @Test func `signing it gives the known note`() {
        let note = KnownLog.signer().sign(KnownLog.text)
        #expect(note.bytes == Array(KnownLog.note.utf8))
    }

    @Test(arguments: [UInt64(0), 1, 10, 256, .max])
    func `any size reads back`(size: UInt64) {
        let checkpoint = Checkpoint(origin: "o", size: size, root: .empty)
        #expect(Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test(arguments: ["extension\n", "one\ntwo\n", " \n"])
    func `extension lines are allowed and dropped`(lines: String) {
        #expect(Checkpoint(parsing: KnownLog.text + lines)?.text == KnownLog.text)
    }

    private static let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

    @Test(arguments: [
        "", "\n", "o\n", "o\n0\n", "o\n0\n\n",
        // The line end after the last line, lines that are empty.
        "o\n0\n\(root)", "\n0\n\(root)\n", "o\n\n\(root)\n", "o\n0\n\(root)\n\n", "o\n0\n\(root)\n\nextension\n",
        "o\n0\n\n\(root)\n", "o\n0\n\(root)\nextension",
        // The size.
        "o\n00\n\(root)\n", "o\n01\n\(root)\n", "o\n+1\n\(root)\n", "o\n-1\n\(root)\n", "o\n 1\n\(root)\n",
        "o\n1 \n\(root)\n", "o\n0x1\n\(root)\n", "o\n1e2\n\(root)\n", "o\n１\n\(root)\n",
        "o\n18446744073709551616\n\(root)\n", "o\none\n\(root)\n",
        // The root.
        "o\n0\n\(root.dropLast())\n", "o\n0\n\(root.dropLast(4))\n", "o\n0\nAAAA\(root)\n", "o\n0\n\(root) \n",
        "o\n0\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n", "o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        // Other line ends.
        "o\r\n0\r\n\(root)\r\n", "o\r0\r\(root)\r",
    ])
    func `a text that is no checkpoint is refused`(text: String) {
        #expect(Checkpoint(parsing: text) == nil)
    }
}
