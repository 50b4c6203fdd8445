// SPDX-License-Identifier: Apache-2.0

/// The bytes of an entry bundle: each entry behind its length in two bytes, big-endian.
package enum EntryBundle {
    package static let maximumEntryCount = 65_535

    package static func append(_ entry: [UInt8], to bundle: inout [UInt8]) {
        bundle.append(UInt8(truncatingIfNeeded: entry.count >> 8))
        bundle.append(UInt8(truncatingIfNeeded: entry.count))
        bundle.append(contentsOf: entry)
    }

    /// - Returns: nil for bytes that are not a whole number of entries.
    package static func entries(of bundle: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var position = 0
        while position < bundle.count {
            guard position + 2 <= bundle.count else { return nil }
            let count = Int(bundle[position]) << 8 | Int(bundle[position + 1])
            position += 2
            guard position + count <= bundle.count else { return nil }
            entries.append(Array(bundle[position..<position + count]))
            position += count
        }
        return entries
    }
}
