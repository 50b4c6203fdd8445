// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

/// What RFC 3339 does not call a time.
struct TimestampGarbageTests {
    @Test(arguments: [
        "", "Z", "garbage", "1795424400", "2026-11-23", "2026-11-23T", "2026-11-23T09:00Z", "09:00:00Z",
        "20261123T090000Z", "2026-W48-1T09:00:00Z", "2026-327T09:00:00Z", "2026/11/23T09:00:00Z",
        "2026-11-23T09.00.00Z", "2026-11-23_09:00:00Z", "Mon, 23 Nov 2026 09:00:00 GMT",
    ])
    func `another form is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "2026-11-23T09:00:00Zx", "2026-11-23T09:00:00Z ", "2026-11-23T09:00:00Z\n", "2026-11-23T09:00:00ZZ",
        "2026-11-23T09:00:00Z+05:00", "2026-11-23T09:00:00+05:30x", "2026-11-23T09:00:00.5Zx",
        "2026-11-23T09:00:00+05:30:15", " 2026-11-23T09:00:00Z", "x2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z\0",
    ])
    func `anything before or behind is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2024-02-30T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-11-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
    ])
    func `a day that the calendar does not have is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "2026-11-23T24:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T23:60:00Z", "2026-11-23T23:59:61Z",
        "2026-11-23T99:99:99Z",
    ])
    func `an hour that the day does not have is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "2026-1-23T09:00:00Z", "2026-11-3T09:00:00Z", "2026-11-23T9:00:00Z", "2026-11-23T09:0:00Z",
        "2026-11-23T09:00:0Z", "26-11-23T09:00:00Z", "02026-11-23T09:00:00Z", "10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z", "+2026-11-23T09:00:00Z", "2026-011-23T09:00:00Z", "2026-11-23T09:00:000Z",
        "2026-11-23T+9:00:00Z", "２０２６-11-23T09:00:00Z", "2026-11-23T09:00:00.Z", "2026-11-23T09:00:00,5Z",
        "2026-11-23T09:00:00.5.5Z",
    ])
    func `other numbers of digits are refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "2026-11-23T09:00:00", "2026-11-23T09:00:00.5", "2026-11-23T09:00:00GMT", "2026-11-23T09:00:00UTC",
        "2026-11-23T09:00:00+5:30", "2026-11-23T09:00:00+05", "2026-11-23T09:00:00+0530", "2026-11-23T09:00:00+24:00",
        "2026-11-23T09:00:00+05:60", "2026-11-23T09:00:00 +05:30", "2026-11-23T09:00:00−05:30", "2026-11-23T09:00:00+",
        "2026-11-23T09:00:00PST", "2026-11-23T09:00:00+-5:30",
    ])
    func `another zone is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
