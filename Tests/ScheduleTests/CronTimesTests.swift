// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

/// Where no clock is set.
struct CronTimesTests {
    private static func times(_ cron: String, after: String, _ count: Int) throws -> [String] {
        var (times, last): ([String], Timestamp) = ([], try #require(Timestamp(rfc3339: after)))
        let expression = try CronExpression(cron)
        while times.count < count, let next = expression.next(after: last, in: .utc) {
            times.append(next.rfc3339)
            last = next
        }
        return times
    }

    @Test(arguments: [
        ("* * * * *", "2026-11-23T09:00:00Z", ["2026-11-23T09:01:00Z", "2026-11-23T09:02:00Z"]),
        ("* * * * *", "2026-11-23T09:00:59Z", ["2026-11-23T09:01:00Z"]),
        ("* * * * *", "2026-11-23T08:59:59Z", ["2026-11-23T09:00:00Z"]),
        ("*/15 9 * * *", "2026-11-23T09:31:00Z", ["2026-11-23T09:45:00Z", "2026-11-24T09:00:00Z"]),
        ("0 3 * * *", "2026-12-31T03:00:00Z", ["2027-01-01T03:00:00Z"]),
        (
            "30 4 1,15 * 5", "2026-11-01T05:00:00Z",
            ["2026-11-06T04:30:00Z", "2026-11-13T04:30:00Z", "2026-11-15T04:30:00Z"]
        ),
        // A field that begins with an asterisk restricts as well, and both must match: cron(8), DOM_STAR and DOW_STAR.
        (
            "0 0 */2 * MON", "2026-11-01T00:00:00Z",
            ["2026-11-09T00:00:00Z", "2026-11-23T00:00:00Z", "2026-12-07T00:00:00Z"]
        ),
        ("0 0 1-7 * */7", "2026-11-01T00:00:00Z", ["2026-12-06T00:00:00Z", "2027-01-03T00:00:00Z"]),
        (
            "0 0 31 * *", "2026-11-23T00:00:00Z",
            ["2026-12-31T00:00:00Z", "2027-01-31T00:00:00Z", "2027-03-31T00:00:00Z"]
        ),
        ("0 0 29 2 *", "2026-11-23T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
        ("0 0 29 2 *", "2096-11-23T00:00:00Z", ["2104-02-29T00:00:00Z"]),
        ("0 0 29 2 */7", "2088-02-29T00:00:00Z", ["2128-02-29T00:00:00Z"]),
        ("0 0 30 2 1", "2026-11-23T00:00:00Z", ["2027-02-01T00:00:00Z", "2027-02-08T00:00:00Z"]),
        ("59 23 31 12 *", "2026-12-31T23:59:00Z", ["2027-12-31T23:59:00Z"]),
        ("0 12 * JAN,JUL sun", "2026-11-23T00:00:00Z", ["2027-01-03T12:00:00Z"]),
        ("0 0 1 1 *", "1969-06-01T00:00:00Z", ["1970-01-01T00:00:00Z"]),
        ("30 18 * * *", "1969-12-31T18:00:00Z", ["1969-12-31T18:30:00Z", "1970-01-01T18:30:00Z"]),
        ("* * * * *", "9999-12-31T23:58:30Z", ["9999-12-31T23:59:00Z"]),
    ])
    func `the next times are those that match`(cron: String, after: String, expected: [String]) throws {
        #expect(try Self.times(cron, after: after, expected.count) == expected)
    }

    @Test(arguments: ["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "* * 30 FEB *", "0 0 31 4 */2"])
    func `what never matches is never`(cron: String) throws {
        for name in ["UTC", "Europe/Berlin"] {
            let calendar = try ZonedCalendar(name)
            #expect(try CronExpression(cron).next(after: Timestamp(seconds: 1_795_424_400), in: calendar) == nil)
        }
    }

    @Test(arguments: ["* * * * *", "0 3 * * *"])
    func `there is nothing behind the last year`(cron: String) throws {
        let expression = try CronExpression(cron)
        for seconds in [253_402_300_799, .max] as [Int64] {
            #expect(expression.next(after: Timestamp(seconds: seconds), in: .utc) == nil)
        }
        let first = try #require(expression.next(after: Timestamp(seconds: .min), in: .utc))
        #expect(first.rfc3339.hasPrefix("0001-01-01T"))
    }

    @Test func `every 29 February on each day of the week is found within the bound`() throws {
        // Of four centuries, after which the calendar repeats itself. DOW is a step, so that both days must match.
        let sunday = try CronExpression("0 0 29 2 */7")
        var (last, found) = (try #require(Timestamp(rfc3339: "2000-01-01T00:00:00Z")), 0)
        let end = try #require(Timestamp(rfc3339: "2400-01-01T00:00:00Z"))
        while let next = sunday.next(after: last, in: .utc), next < end { (last, found) = (next, found + 1) }
        // Of the 97 of a cycle, 13 to 15 fall on each day.
        #expect((13...15).contains(found))
    }
}
