// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where the time of day comes from; tests hold their own.
package protocol WallClock: Sendable {
    func now() -> Timestamp
}

/// The system's clock, CLOCK_REALTIME.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }

    /// Milliseconds since 1970, for identifiers that sort by time.
    package static func milliseconds() -> UInt64 {
        var value = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &value)
        return UInt64(value.tv_sec) * 1000 + UInt64(value.tv_nsec) / 1_000_000
    }
}
