// SPDX-License-Identifier: Apache-2.0
package import Posix

extension CronExpression {
    /// The first time behind a moment, at a full minute on the zone's clock.
    ///
    /// Where clocks are set, it is as with cron(8):
    /// - What has neither minutes nor hours that begin with an asterisk runs once a match. A time that is left out is made
    ///   up for in the moment that clocks go forward, all of them at once; a time that comes twice counts the first time.
    /// - What has runs by elapsed time: whenever the clock shows a match, so also both times, and not where it shows none.
    ///
    /// Unlike with cron(8) this holds however far the clocks are set, and for every zone by itself.
    ///
    /// - Returns: nil for never (30 February), and where there is none before the year 10000.
    package func next(after moment: Timestamp, in calendar: ZonedCalendar) -> Timestamp? {
        guard moment < Timestamp.lastWritable else { return nil }
        let moment = max(moment, Timestamp.firstWritable)
        return goesByElapsedTime ? elapsed(moment, calendar) : once(moment, calendar)
    }

    private func once(_ moment: Timestamp, _ calendar: ZonedCalendar) -> Timestamp? {
        // Moments rise with the times that they are the first of, so none before this one is behind the moment.
        var minute = calendar.minute(at: moment) + 1
        while let match = match(from: minute) {
            let found = calendar.moment(of: match)
            // While clocks show again what they have shown already, it is not.
            if found > moment { return found }
            minute = match + 1
        }
        return nil
    }

    private func elapsed(_ moment: Timestamp, _ calendar: ZonedCalendar) -> Timestamp? {
        var start = Timestamp(seconds: moment.seconds + 1)
        while true {
            let offset = calendar.offset(at: start)
            guard let match = match(from: (start.seconds + offset + 59).floored(by: 60)) else { return nil }
            let found = Timestamp(seconds: match * 60 - offset)
            guard let change = calendar.change(after: start), change <= found else { return found }
            start = change
        }
    }
}

extension Timestamp {
    /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: RFC 3339 has four digits for a year.
    static let firstWritable = Timestamp(seconds: -62_135_596_800)
    static let lastWritable = Timestamp(seconds: 253_402_300_799)

    var writable: Timestamp { min(max(self, .firstWritable), .lastWritable) }
}
