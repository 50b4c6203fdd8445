// SPDX-License-Identifier: Apache-2.0

/// Date and time of day in the proleptic Gregorian calendar, RFC 3339. Not Foundation's: its parser takes the 31st of
/// April, the 25th hour and any text behind the zone.
package struct CalendarTime: Sendable {
    package let date: (year: Int64, month: Int64, day: Int64)
    package let secondOfDay: Int64

    /// - Parameter seconds: since 1970-01-01T00:00:00, on whatever clock.
    package init(_ seconds: Int64) {
        let rest = seconds % 86400
        secondOfDay = rest < 0 ? rest + 86400 : rest
        date = Self.date(seconds / 86400 - (rest < 0 ? 1 : 0))
    }

    var text: String {
        func padded(_ number: Int64, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let hour = secondOfDay / 3600
        let minute = secondOfDay / 60 % 60
        return "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))"
            + "T\(padded(hour)):\(padded(minute)):\(padded(secondOfDay % 60))Z"
    }

    /// Seconds since 1970 of an RFC 3339 text; nil for anything else.
    static func seconds(_ text: ArraySlice<UInt8>) -> Int64? {
        var rest = text
        guard let year = number(4, &rest), take("-", &rest), let month = number(2, &rest), take("-", &rest),
            let day = number(2, &rest), take("T", &rest), let hour = number(2, &rest), take(":", &rest),
            let minute = number(2, &rest), take(":", &rest), let second = number(2, &rest)
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= length(of: month, in: year), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        if take(".", &rest) {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
        }
        guard let zone = zone(&rest), rest.isEmpty else { return nil }
        return days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - zone
    }

    /// Seconds to the east of Greenwich.
    private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if take("Z", &rest) { return 0 }
        let isEast = take("+", &rest)
        guard isEast || take("-", &rest), let hour = number(2, &rest), take(":", &rest), let minute = number(2, &rest),
            hour < 24, minute < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hour * 3600 + minute * 60)
    }

    private static func number(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// Letters in either case, RFC 3339 §5.6.
    private static func take(_ mark: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first,
            first == mark.value || (mark.properties.isAlphabetic && first == mark.value | 0x20)
        else { return false }
        rest = rest.dropFirst()
        return true
    }
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that leap days are last.
extension CalendarTime {
    package static func length(of month: Int64, in year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month) - 1]
    }

    /// Days since 1970-01-01.
    package static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let days = days + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}
