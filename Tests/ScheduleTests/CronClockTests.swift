// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Schedule

/// Where clocks are set.
struct CronClockTests {
    private static func times(_ cron: String, _ zone: String, after: String, _ count: Int) throws -> [Timestamp] {
        var (times, last): ([Timestamp], Timestamp) = ([], try #require(Timestamp(rfc3339: after)))
        let (expression, calendar) = (try CronExpression(cron), try ZonedCalendar(zone))
        while times.count < count, let next = expression.next(after: last, in: calendar) {
            times.append(next)
            last = next
        }
        return times
    }

    private static func expect(_ cron: String, _ zone: String, after: String, _ expected: [String]) throws {
        let times = try expected.map { try #require(Timestamp(rfc3339: $0)) }
        let found = try Self.times(cron, zone, after: after, times.count)
        #expect(found.map(\.rfc3339) == times.map(\.rfc3339), "\(cron) in \(zone)")
    }

    /// 2026-03-29 02:00 to 03:00 is left out.
    @Test(arguments: [
        // Made up for as the clock leaps, and once, whatever else there is then.
        ("30 2 * * *", ["2026-03-28T02:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"]),
        (
            "0,30 2 * * *",
            [
                "2026-03-28T02:00:00+01:00", "2026-03-28T02:30:00+01:00", "2026-03-29T03:00:00+02:00",
                "2026-03-30T02:00:00+02:00",
            ]
        ),
        ("30 1,2,3 29 3 *", ["2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"]),
        ("0 2,3 29 3 *", ["2026-03-29T03:00:00+02:00", "2027-03-29T02:00:00+02:00"]),
        ("0 3 29 3 *", ["2026-03-29T03:00:00+02:00", "2027-03-29T03:00:00+02:00"]),
        // By elapsed time.
        (
            "*/30 * 29 3 *",
            [
                "2026-03-29T00:00:00+01:00", "2026-03-29T00:30:00+01:00", "2026-03-29T01:00:00+01:00",
                "2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00",
            ]
        ),
        ("30 * 29 3 *", ["2026-03-29T00:30:00+01:00", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"]),
        ("0 */2 29 3 *", ["2026-03-29T00:00:00+01:00", "2026-03-29T04:00:00+02:00"]),
        ("*/30 2 28-30 3 *", ["2026-03-28T02:00:00+01:00", "2026-03-28T02:30:00+01:00", "2026-03-30T02:00:00+02:00"]),
    ])
    func `a time that is left out`(cron: String, expected: [String]) throws {
        try Self.expect(cron, "Europe/Berlin", after: "2026-03-28T00:00:00+01:00", expected)
    }

    /// 2026-10-25 02:00 to 03:00 comes twice.
    @Test(arguments: [
        ("30 2 * * *", ["2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"]),
        ("0 3 25 * *", ["2026-10-25T03:00:00+01:00", "2026-11-25T03:00:00+01:00"]),
        ("30 1-3 25 10 *", ["2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T03:30:00+01:00"]),
        (
            "30 * 25 10 *",
            [
                "2026-10-25T00:30:00+02:00", "2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00",
                "2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00",
            ]
        ),
        (
            "*/30 2 25 10 *",
            [
                "2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
                "2026-10-25T02:30:00+01:00",
            ]
        ),
        ("0 */3 25 10 *", ["2026-10-25T00:00:00+02:00", "2026-10-25T03:00:00+01:00"]),
    ])
    func `a time that comes twice`(cron: String, expected: [String]) throws {
        try Self.expect(cron, "Europe/Berlin", after: "2026-10-24T00:00:00+02:00", expected)
    }

    @Test(arguments: [
        ("30 2 * * *", "2026-10-25T00:45:00Z", "2026-10-26T02:30:00+01:00"),
        ("30 2 * * *", "2026-10-25T01:15:00Z", "2026-10-26T02:30:00+01:00"),
        ("30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T02:30:00+01:00"),
        ("30 2 * * *", "2026-10-25T00:29:59Z", "2026-10-25T02:30:00+02:00"),
        ("30 * * * *", "2026-10-25T00:45:00Z", "2026-10-25T02:30:00+01:00"),
        ("30 * * * *", "2026-10-25T01:30:00Z", "2026-10-25T03:30:00+01:00"),
    ])
    func `it counts where in the two times one stands`(cron: String, after: String, expected: String) throws {
        try Self.expect(cron, "Europe/Berlin", after: after, [expected])
    }

    @Test(arguments: [
        // 2026-10-04, 02:00 to 02:30, is left out; 2026-04-05, 01:30 to 02:00, comes twice.
        (
            "15 2 * * *", "Australia/Lord_Howe", "2026-10-04T00:00:00+10:30",
            ["2026-10-04T02:30:00+11:00", "2026-10-05T02:15:00+11:00"]
        ),
        (
            "45 1 * * *", "Australia/Lord_Howe", "2026-04-05T00:00:00+11:00",
            ["2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"]
        ),
        (
            "45 * * * *", "Australia/Lord_Howe", "2026-04-05T01:00:00+11:00",
            ["2026-04-05T01:45:00+11:00", "2026-04-05T01:45:00+10:30", "2026-04-05T02:45:00+10:30"]
        ),
        (
            "*/15 * * * *", "Australia/Lord_Howe", "2026-10-04T01:40:00+10:30",
            ["2026-10-04T01:45:00+10:30", "2026-10-04T02:30:00+11:00"]
        ),
        // Midnight itself is left out.
        (
            "@daily", "Asia/Beirut", "2026-03-28T12:00:00+02:00",
            ["2026-03-29T01:00:00+03:00", "2026-03-30T00:00:00+03:00"]
        ),
        // A whole day is left out: 2011-12-30.
        (
            "0 9 * * *", "Pacific/Apia", "2011-12-29T00:00:00-10:00",
            ["2011-12-29T09:00:00-10:00", "2011-12-31T00:00:00+14:00", "2011-12-31T09:00:00+14:00"]
        ),
        (
            "0 * * * *", "Pacific/Apia", "2011-12-29T22:30:00-10:00",
            ["2011-12-29T23:00:00-10:00", "2011-12-31T00:00:00+14:00", "2011-12-31T01:00:00+14:00"]
        ),
        // No clock is set, but none is a full hour away.
        ("0 6 * * *", "Asia/Kathmandu", "2026-11-23T00:00:00Z", ["2026-11-23T00:15:00Z", "2026-11-24T00:15:00Z"]),
        (
            "0 2 * * *", "America/New_York", "2026-03-07T12:00:00-05:00",
            ["2026-03-08T03:00:00-04:00", "2026-03-09T02:00:00-04:00"]
        ),
        (
            "30 1 * * *", "America/New_York", "2026-11-01T00:00:00-04:00",
            ["2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"]
        ),
    ])
    func `every zone has its own changes`(cron: String, zone: String, after: String, expected: [String]) throws {
        try Self.expect(cron, zone, after: after, expected)
    }

    @Test(arguments: [
        "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "US/Eastern", "Etc/UTC", "Asia/Calcutta",
    ])
    func `zones are known by their names`(name: String) throws {
        #expect(try ZonedCalendar(name).name == name)
    }

    @Test(arguments: [
        "", "Mars/Olympus", "europe/berlin", "Berlin", "PST", "CET", "GMT+2", "UTC+2", "Etc/GMT+2", "Etc/GMT-14",
        "+02:00", "Z", "utc",
        "localtime",
        "Europe/Berlin ", "../../etc/passwd", "/etc/localtime",
    ])
    func `other names are refused`(name: String) {
        let error = #expect(throws: ZonedCalendar.Unknown(name: name)) { try ZonedCalendar(name) }
        #expect(error?.description.contains("'\(name)'") == true)
    }
}
