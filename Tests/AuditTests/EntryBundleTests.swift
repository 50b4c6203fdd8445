// SPDX-License-Identifier: Apache-2.0
import Audit
import Testing

struct EntryBundleTests {
    @Test(
        arguments: [
            [], [[]], [[1]], [[], [], []], [[0, 0], [1, 2, 3]], [[UInt8](repeating: 7, count: 256), [8]],
            [[UInt8](repeating: 9, count: EntryBundle.maximumEntryCount), []],
        ] as [[[UInt8]]])
    func `entries read back`(entries: [[UInt8]]) {
        var bundle: [UInt8] = []
        for entry in entries { EntryBundle.append(entry, to: &bundle) }
        #expect(bundle.count == entries.reduce(0) { $0 + 2 + $1.count })
        #expect(EntryBundle.entries(of: bundle) == entries)
    }

    @Test func `lengths stand before entries, big-endian`() {
        var bundle: [UInt8] = []
        EntryBundle.append([UInt8](repeating: 5, count: 0x0102), to: &bundle)
        EntryBundle.append([6], to: &bundle)
        #expect(bundle.prefix(3) == [0x01, 0x02, 5])
        #expect(bundle.suffix(3) == [0x00, 0x01, 6])
    }

    @Test(
        arguments: [
            [0], [1], [0, 1], [0, 2, 7], [1, 0, 7], [0xFF, 0xFF], [0xFF, 0xFF, 7], [0, 0, 0], [0, 1, 7, 0],
            [0, 1, 7, 7],
            [0, 1, 7, 0, 1], [0, 0, 0, 0, 1, 0],
        ] as [[UInt8]])
    func `bytes that are no whole number of entries are refused`(bundle: [UInt8]) {
        #expect(EntryBundle.entries(of: bundle) == nil)
    }

    @Test func `every shortening of a bundle is another bundle or none`() {
        var bundle: [UInt8] = []
        for index in 0..<3 { EntryBundle.append(KnownLog.entry(index), to: &bundle) }
        let bounds = [0, 9, 18, 27]
        #expect(bundle.count == 27)
        for count in 0...bundle.count {
            let entries = EntryBundle.entries(of: Array(bundle.prefix(count)))
            #expect(entries?.count == bounds.firstIndex(of: count), "\(count) bytes")
        }
    }
}
