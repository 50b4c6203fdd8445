// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A moment in UTC, to the second.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    /// `2026-11-23T09:00:00Z`, RFC 3339.
    package var rfc3339: String { CalendarTime(seconds).text }

    /// `20261123T090000Z`, ISO 8601 basic format, as AWS Signature Version 4 wants it.
    package var basic: String { rfc3339.filter { $0 != "-" && $0 != ":" } }

    /// Reads `2026-11-23T09:00:00Z`, with any zone, fraction dropped; nil for anything else.
    package init?(rfc3339 text: String) {
        guard let seconds = CalendarTime.seconds(Array(text.utf8)[...]) else { return nil }
        self.seconds = seconds
    }
}
