// SPDX-License-Identifier: Apache-2.0

/// Durations as people write them: `90s`, `30m`, `4h`, `7d`.
package enum DurationText {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

    /// - Returns: nil for anything else, and beyond a year.
    package static func seconds(_ text: String) -> Int64? {
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), number >= 0,
            number <= 366 * 86_400 / unit
        else { return nil }
        return number * unit
    }
}
