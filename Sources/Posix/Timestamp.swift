// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// A moment in UTC, to the second.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    /// `2026-11-23T09:00:00Z`, RFC 3339.
    package var rfc3339: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }

    /// `20261123T090000Z`, ISO 8601 basic format, as AWS Signature Version 4 wants it.
    package var basic: String { rfc3339.filter { $0 != "-" && $0 != ":" } }

    /// Reads `2026-11-23T09:00:00Z`, with any zone, fraction dropped; nil for anything else.
    package init?(rfc3339 text: String) {
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
        seconds = Int64(date.timeIntervalSince1970.rounded(.down))
    }
}
