// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Schedule

struct CronSyntaxTests {
    private static func values(_ set: CronSet) -> [Int] { (0..<64).filter(set.contains) }

    @Test(arguments: [
        ("0", [0]), ("59", [59]), ("05", [5]), ("1,2,5,9", [1, 2, 5, 9]), ("9,1,9", [1, 9]), ("0-4", [0, 1, 2, 3, 4]),
        ("0-4,8-10", [0, 1, 2, 3, 4, 8, 9, 10]), ("7-7", [7]), ("*/20", [0, 20, 40]), ("5-59/20", [5, 25, 45]),
        ("0-10/3", [0, 3, 6, 9]), ("*/59", [0, 59]), ("10-12/30", [10]), ("58,*/30", [0, 30, 58]),
        ("*", Array(0...59)),
    ])
    func `minutes are numbers, lists, ranges and steps`(text: String, expected: [Int]) throws {
        #expect(Self.values(try CronExpression("\(text) * * * *").minutes) == expected)
    }

    @Test(arguments: [
        ("JAN", [1]), ("dec", [12]), ("Feb,jUl", [2, 7]), ("mar-may", [3, 4, 5]), ("jan-12/4", [1, 5, 9]),
        ("*/6", [1, 7]), ("*", Array(1...12)),
    ])
    func `months have names`(text: String, expected: [Int]) throws {
        #expect(Self.values(try CronExpression("0 0 1 \(text) *").months) == expected)
    }

    @Test(arguments: [
        ("0", [0]), ("7", [0]), ("SUN", [0]), ("sat", [6]), ("mon-fri", [1, 2, 3, 4, 5]), ("5-7", [0, 5, 6]),
        ("0-7", [0, 1, 2, 3, 4, 5, 6]), ("0,7", [0]), ("*", [0, 1, 2, 3, 4, 5, 6]), ("*/7", [0]), ("*/3", [0, 3, 6]),
        ("1-7/2", [0, 1, 3, 5]), ("sun-TUE", [0, 1, 2]),
    ])
    func `days of the week have names, and two numbers for Sunday`(text: String, expected: [Int]) throws {
        #expect(Self.values(try CronExpression("0 0 * * \(text)").daysOfWeek) == expected)
    }

    @Test(arguments: [
        ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
    ])
    func `nicknames stand for fields`(nickname: String, fields: String) throws {
        let (short, long) = (try CronExpression(nickname), try CronExpression(fields))
        #expect(short.text == nickname)
        #expect(
            [short.minutes, short.hours, short.daysOfMonth, short.months, short.daysOfWeek]
                == [long.minutes, long.hours, long.daysOfMonth, long.months, long.daysOfWeek])
    }

    @Test func `blanks and tabs are all the same`() throws {
        let expression = try CronExpression("  0\t3  * *\t\t1 ")
        #expect(expression.text == "0 3 * * 1")
        #expect(try expression == CronExpression("0 3 * * 1"))
    }

    @Test(arguments: [
        ("0 3 * * *", false), ("@daily", false), ("1,*/2 3 * * *", false), ("0 0-23 * * *", false),
        ("0 3 */2 */2 */2", false), ("* 3 * * *", true), ("*/5 3 * * *", true), ("0 * * * *", true),
        ("0 */2 * * *", true), ("@hourly", true),
    ])
    func `an asterisk before minutes or hours goes by elapsed time`(text: String, expected: Bool) throws {
        #expect(try CronExpression(text).goesByElapsedTime == expected)
    }

    @Test(
        arguments: [
            ("", .fieldCount(0)), ("0 3 * *", .fieldCount(4)), ("0 0 3 * * *", .fieldCount(6)),
            ("0\n3 * * *", .fieldCount(4)),
            ("@reboot", .unknownNickname("@reboot")), ("@Daily", .unknownNickname("@Daily")),
            ("@daily 5", .unknownNickname("@daily 5")),
            ("60 * * * *", .field(.minute, .outOfRange(60))), ("* 24 * * *", .field(.hour, .outOfRange(24))),
            ("* * 0 * *", .field(.dayOfMonth, .outOfRange(0))), ("* * 32 * *", .field(.dayOfMonth, .outOfRange(32))),
            ("* * * 0 *", .field(.month, .outOfRange(0))), ("* * * 13 *", .field(.month, .outOfRange(13))),
            ("* * * * 8", .field(.dayOfWeek, .outOfRange(8))), ("* 20-25 * * *", .field(.hour, .outOfRange(25))),
            ("1, * * * *", .field(.minute, .empty)), (",1 * * * *", .field(.minute, .empty)),
            ("1,,2 * * * *", .field(.minute, .empty)), ("-5 * * * *", .field(.minute, .empty)),
            ("5- * * * *", .field(.minute, .empty)), ("/5 * * * *", .field(.minute, .empty)),
            ("x * * * *", .field(.minute, .notAValue("x"))), ("JAN * * * *", .field(.minute, .notAValue("JAN"))),
            ("* * * MON *", .field(.month, .notAValue("MON"))),
            ("* * * january *", .field(.month, .notAValue("january"))),
            ("* * ? * *", .field(.dayOfMonth, .notAValue("?"))), ("* * L * *", .field(.dayOfMonth, .notAValue("L"))),
            ("* * * * 5#3", .field(.dayOfWeek, .notAValue("5#3"))), ("** * * * *", .field(.minute, .notAValue("**"))),
            ("+5 * * * *", .field(.minute, .notAValue("+5"))), ("1-2-3 * * * *", .field(.minute, .notAValue("2-3"))),
            ("٣ * * * *", .field(.minute, .notAValue("٣"))),
            ("99999999999999999999 * * * *", .field(.minute, .notAValue("99999999999999999999"))),
            ("5-1 * * * *", .field(.minute, .rangeEndsBeforeItBegins(5, 1))),
            ("* * * * fri-sun", .field(.dayOfWeek, .rangeEndsBeforeItBegins(5, 0))),
            ("*/0 * * * *", .field(.minute, .badStep("0"))), ("*/60 * * * *", .field(.minute, .badStep("60"))),
            ("*/ * * * *", .field(.minute, .badStep(""))), ("*/x * * * *", .field(.minute, .badStep("x"))),
            ("*/2/2 * * * *", .field(.minute, .badStep("2/2"))), ("* */24 * * *", .field(.hour, .badStep("24"))),
            ("5/10 * * * *", .field(.minute, .stepWithoutRange("5/10"))),
        ] as [(String, CronError)])
    func `what is no expression says where and why`(text: String, expected: CronError) {
        #expect(throws: expected) { try CronExpression(text) }
    }

    @Test(arguments: [
        ("0 3 * *", "a cron expression has five fields (minute, hour, day of month, month, day of week), not 4"),
        (
            "@reboot",
            "there is no @reboot; use one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually"
        ),
        ("0 24 * * *", "hour: 24 is not from 0 to 23"),
        ("0 3 * x *", "month: 'x' is not a number from 1 to 12 or a name such as JAN, a range of them, or *"),
        ("0 3 * * fri-sun", "day of week: the range 5-0 ends before it begins; write two, with a comma"),
        ("*/90 * * * *", "minute: the step '90' is not a number from 1 to 59"),
        ("5/10 * * * *", "minute: a step needs a range or *: not '5/10' but '5-59/10'"),
        ("0 3 1,,2 * *", "day of month: a value is missing"),
    ])
    func `errors name the remedy`(text: String, expected: String) {
        let error = #expect(throws: CronError.self) { try CronExpression(text) }
        #expect(error?.description == expected)
    }
}
