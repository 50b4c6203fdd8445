// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Something that is to run again and again.
package struct ScheduledJob: Sendable, Hashable {
    /// What becomes of occurrences that nobody was there for.
    package enum Missed: Sendable, Hashable {
        /// They are left out.
        case skip
        /// The latest of them is made up for, if it was due no more than so many seconds ago; of many only that one.
        case run(within: Int64)
    }

    /// Seconds for jitter and Missed/run(within:).
    package static let longestJitter: Int64 = 86400
    package static let longestLateness: Int64 = 366 * 86400

    package let name: String
    package let cron: CronExpression
    package let calendar: ZonedCalendar
    /// Occurrences are put off by fewer seconds than this, and never up to the one behind; 0 for not at all.
    package let jitter: Int64
    package let missed: Missed

    /// - Parameter name: letters, digits, `-`, `_` and `.`, 64 at most, all of ASCII.
    package init(
        _ name: String, _ cron: CronExpression, in calendar: ZonedCalendar, jitter: Int64 = 0, missed: Missed = .skip
    ) throws(ScheduleError) {
        guard Self.isName(name) else { throw .badName(name) }
        guard (0...Self.longestJitter).contains(jitter) else { throw .badJitter(job: name, seconds: jitter) }
        if case .run(let within) = missed, !(1...Self.longestLateness).contains(within) {
            throw .badLateness(job: name, seconds: within)
        }
        self.name = name
        self.cron = cron
        self.calendar = calendar
        self.jitter = jitter
        self.missed = missed
    }

    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
            }
    }

    func next(after moment: Timestamp) -> Timestamp? { cron.next(after: moment, in: calendar) }

    /// When an occurrence is due: at its time or less than jitter seconds behind it, and before the next one.
    package func due(_ occurrence: Timestamp, salt: String) -> Timestamp {
        guard jitter > 0 else { return occurrence }
        let room = next(after: occurrence).map { $0.seconds - occurrence.seconds } ?? jitter
        let offset = Jitter.offset(of: name, at: occurrence, salt: salt, below: min(jitter, room))
        return Timestamp(seconds: occurrence.seconds + offset)
    }
}
