// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Snapshot

struct SnapshotIDTests {
    private static let zeros = [UInt8](repeating: 0, count: 10)
    private static let ones = [UInt8](repeating: 0xFF, count: 10)

    @Test(
        arguments: [
            (0, zeros, "00000000000000000000000000"), (1, zeros, "00000000010000000000000000"),
            (0, ones, "0000000000ZZZZZZZZZZZZZZZZ"), (0xFFFF_FFFF_FFFF, ones, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
            (0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "00000000000000000000000001"),
            (0, [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0], "0000000000G000000000000000"),
            (1_469_918_176_385, zeros, "01ARYZ6S410000000000000000"),
            // The example of the specification.
            (
                1_469_922_850_259, [0xD6, 0x76, 0x4C, 0x61, 0xEF, 0xB9, 0x93, 0x02, 0xBD, 0x5B],
                "01ARZ3NDEKTSV4RRFFQ69G5FAV"
            ),
        ] as [(UInt64, [UInt8], String)])
    func `time and chance give the known text`(milliseconds: UInt64, random: [UInt8], text: String) {
        let id = SnapshotID(milliseconds: milliseconds, random: random)
        #expect(id.text == text)
        #expect(id.description == text)
        #expect(SnapshotID(text) == id)
    }

    @Test func `texts sort as their times do`() {
        let times: [UInt64] = [0, 1, 31, 32, 1023, 1024, 1_469_918_176_384, 1_469_918_176_385, 0xFFFF_FFFF_FFFF]
        let texts = times.map { SnapshotID(milliseconds: $0, random: Self.ones).text }
        #expect(texts.sorted() == texts)
        #expect(Set(texts).count == times.count)
        for (time, text) in zip(times.dropFirst(), texts) {
            #expect(text < SnapshotID(milliseconds: time, random: Self.zeros).text)
        }
    }

    @Test func `a new id has the time of day`() {
        let before = SnapshotID(milliseconds: SystemClock.milliseconds(), random: Self.zeros).text
        let id = SnapshotID()
        let after = SnapshotID(milliseconds: SystemClock.milliseconds(), random: Self.ones).text
        #expect(before <= id.text)
        #expect(id.text <= after)
        #expect(SnapshotID(id.text) == id)
    }

    @Test func `no two new ids are the same`() {
        #expect(Set((0..<1000).map { _ in SnapshotID() }).count == 1000)
    }

    private static let valid = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

    @Test(arguments: [
        "", "0", String(valid.dropLast()), valid + "0", valid.lowercased(), "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "80000000000000000000000000", "Z0000000000000000000000000", "O1ARZ3NDEKTSV4RRFFQ69G5FAV",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO",
        "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01ARZ3NDEKTSV4RRFFQ69G5FA ", " 1ARZ3NDEKTSV4RRFFQ69G5FAV",
        "01ARZ3NDEKTSV4RRFFQ69G5FA\n", "01ARZ3NDEK-SV4RRFFQ69G5FAV", "../../../../../../../../..",
        "01ARZ3NDEKTSV4RRFFQ69G5Fé", "01ARZ3NDEKTSV4RRFFQ69G5FA\u{0}", "０1ARZ3NDEKTSV4RRFFQ69G5F",
    ])
    func `a text that is no id is refused`(text: String) {
        #expect(SnapshotID(text) == nil)
    }
}
