// SPDX-License-Identifier: Apache-2.0

/// When something is to run, as crontab(5) says it: minute, hour, day of month, month, day of week.
///
/// Lists, ranges, steps and names (`JAN`, `MON`, in either case, in lists and ranges too) are understood, 7 is Sunday as 0
/// is, and there are the nicknames but for `@reboot`. Where both days are restricted, either will do; where one of the
/// fields begins with an asterisk, both must. This is cron(8)'s rule, by which the 2 of `*/2` still counts:
/// `0 0 */2 * MON` is every Monday that has an odd date.
package struct CronExpression: Sendable, Hashable {
    /// As it was written, with single blanks.
    package let text: String

    let minutes: CronSet
    let hours: CronSet
    let daysOfMonth: CronSet
    let months: CronSet
    let daysOfWeek: CronSet

    static let nicknames: [(name: String, fields: String)] = [
        ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
    ]

    package init(_ text: String) throws(CronError) {
        var fields = text.split { $0 == " " || $0 == "\t" }
        self.text = fields.joined(separator: " ")
        if let name = fields.first, name.hasPrefix("@") {
            guard fields.count == 1, let known = Self.nicknames.first(where: { $0.name == name }) else {
                throw .unknownNickname(self.text)
            }
            fields = known.fields.split(separator: " ")
        }
        guard fields.count == CronField.allCases.count else { throw .fieldCount(fields.count) }
        minutes = try CronSet(fields[0], .minute)
        hours = try CronSet(fields[1], .hour)
        daysOfMonth = try CronSet(fields[2], .dayOfMonth)
        months = try CronSet(fields[3], .month)
        daysOfWeek = try CronSet(fields[4], .dayOfWeek)
    }

    /// What runs every so often, whatever the clocks on the wall do; as cron(8) has it, either asterisk will do.
    var goesByElapsedTime: Bool { minutes.hasStar || hours.hasStar }
}
