// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Testing

struct HexTests {
    @Test(
        arguments: [
            ([], ""), ([0x00], "00"), ([0x0F], "0f"), ([0xF0], "f0"), ([0xFF], "ff"),
            ([0xDE, 0xAD, 0xBE, 0xEF], "deadbeef"),
            ([0x00, 0x01, 0x10], "000110"), ([0xAB, 0xCD], "abcd"),
        ] as [([UInt8], String)])
    func `bytes are two lower-case digits each`(bytes: [UInt8], expected: String) {
        #expect(Hex.string(bytes) == expected)
    }

    @Test func `every byte has its own digits`() {
        for byte in 0...255 as ClosedRange<UInt8> {
            #expect(Int(Hex.string([byte]), radix: 16) == Int(byte))
            #expect(Hex.string([byte]).utf8.count == 2)
        }
    }
}
