// SPDX-License-Identifier: Apache-2.0
import Posix

/// Times on one clock that no zone ever sets: minutes since 1970-01-01T00:00 on it.
extension CronExpression {
    /// 29 February on one day of the week is 28 years apart, and 40 over a year such as 2100 that is no leap year.
    private static let years: Int64 = 41
    private static let minutesPerDay: Int64 = 1440

    /// The first minute that is not before `minute`.
    ///
    /// It goes from one month to the next, not from one minute to the next.
    ///
    /// - Returns: nil where there is none in 41 years, which is never, or none before the year 10000.
    func match(from minute: Int64) -> Int64? {
        let day = minute.floored(by: Self.minutesPerDay)
        let time = Int(minute - day * Self.minutesPerDay)
        let start = CalendarTime(day * 86400).date
        var (year, month, first) = start
        let end = min(year + Self.years, 9999)
        while year <= end {
            var days = months.contains(Int(month)) ? days(of: month, in: year) & (UInt64.max << UInt64(first)) : 0
            while days != 0 {
                let candidate = Int64(days.trailingZeroBitCount)
                let isToday = (year, month, candidate) == start
                if let found = timeOfDay(from: isToday ? time : 0) {
                    return CalendarTime.days(year, month, candidate) * Self.minutesPerDay + Int64(found)
                }
                days &= days - 1
            }
            (month, first) = (month + 1, 1)
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        return nil
    }

    /// Minutes since midnight.
    private func timeOfDay(from time: Int) -> Int? {
        let hour = time / 60
        if hours.contains(hour), let minute = minutes.first(from: time % 60) { return hour * 60 + minute }
        guard let hour = hours.first(from: hour + 1), let minute = minutes.first(from: 0) else { return nil }
        return hour * 60 + minute
    }

    /// One bit for each day of a month that matches.
    private func days(of month: Int64, in year: Int64) -> UInt64 {
        let length = CalendarTime.length(of: month, in: year)
        let inMonth = ((1 << UInt64(length + 1)) - 1) & ~1 as UInt64
        // 1970-01-01 was a Thursday.
        let weekday = (CalendarTime.days(year, month, 1) + 4).remainder(by: 7)
        // Six weeks, one behind the other, from the Sunday that is not after the first day of the month.
        let weeks = daysOfWeek.bits * 0x8_1020_4081
        let byWeekday = (weeks >> UInt64(weekday)) << 1 & inMonth
        let byDate = daysOfMonth.bits & inMonth
        return daysOfMonth.hasStar || daysOfWeek.hasStar ? byDate & byWeekday : byDate | byWeekday
    }
}

extension Int64 {
    /// Divided, and rounded towards the past.
    func floored(by divisor: Int64) -> Int64 { (self - remainder(by: divisor)) / divisor }

    /// From 0 up, for times before 1970 too.
    func remainder(by divisor: Int64) -> Int64 { ((self % divisor) + divisor) % divisor }
}
