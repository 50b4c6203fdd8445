// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import TestSupport
import Testing

@testable import Schedule

/// Held against Python's croniter, and against the loop of cron(8).
struct CronOracleTests {
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo",
    ]

    private static func field(_ field: CronField, _ random: inout SeededGenerator) -> String {
        let values = field.values
        func value() -> Int { Int.random(in: values, using: &random) }
        // croniter takes `3-3` for a whole round, so that there is none.
        func range() -> String {
            let first = Int.random(in: values.lowerBound..<values.upperBound, using: &random)
            return "\(first)-\(Int.random(in: first + 1...values.upperBound, using: &random))"
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: return "*"
        case 4: return "*/\(Int.random(in: 1...max(2, values.upperBound / 2), using: &random))"
        case 5: return range()
        case 6: return "\(range())/\(Int.random(in: 1...4, using: &random))"
        case 7: return "\(value()),\(range())"
        case 8 where !field.names.isEmpty: return field.names.randomElement(using: &random)?.uppercased() ?? "*"
        default: return String(value())
        }
    }

    private static func expression(_ random: inout SeededGenerator) -> String {
        CronField.allCases.map { field($0, &random) }.joined(separator: " ")
    }

    private static func numbers(_ json: JSONValue?) -> [Int64] {
        json?.array?.compactMap { $0.integer.map(Int64.init) } ?? []
    }

    private static func times(_ cron: String, _ calendar: ZonedCalendar, after: Int64, until end: Int64) throws
        -> [Int64]
    {
        let expression = try CronExpression(cron)
        var (times, last): ([Int64], Timestamp) = ([], Timestamp(seconds: after))
        while let next = expression.next(after: last, in: calendar), next.seconds <= end {
            times.append(next.seconds)
            last = next
        }
        return times
    }

    /// Where croniter differs from cron(8): what names its hours runs in both of two hours that are the same on the clock;
    /// what has an asterisk is made up for when an hour is left out; what has `0-23` is not.
    private static func isBesideChange(_ seconds: Int64, _ calendar: ZonedCalendar) -> Bool {
        guard let change = calendar.change(after: Timestamp(seconds: seconds - 3600)) else { return false }
        return change.seconds <= seconds + 3600
    }

    @Test func `croniter finds the same times, but where clocks are set`() async throws {
        var random = SeededGenerator(seed: 7)
        var questions: [(cron: String, zone: String, after: Int64)] = []
        for number in 0..<400 {
            // 2024 to 2034.
            let after = Int64.random(in: 1_704_067_200..<2_019_686_400, using: &random)
            questions.append((Self.expression(&random), Self.zones[number % Self.zones.count], after))
        }
        let asked = questions.map { question -> JSONValue in
            [
                "cron": .string(question.cron), "zone": .string(question.zone), "after": JSONValue(Int(question.after)),
                "count": 20,
            ]
        }
        let answers = try await Oracle.ask("cron", ["croniter"], question: ["questions": .array(asked)])["answers"]?
            .array
        var compared = 0
        for (question, answer) in zip(questions, try #require(answers)) {
            let calendar = try ZonedCalendar(question.zone)
            let theirs = Self.numbers(answer)
            let end = try #require(theirs.last, "\(question)")
            let ours = try Self.times(question.cron, calendar, after: question.after, until: end)
            func isPlain(_ time: Int64) -> Bool { !Self.isBesideChange(time, calendar) }
            #expect(ours.filter(isPlain) == theirs.filter(isPlain), "\(question)")
            compared += theirs.count(where: isPlain)
        }
        #expect(compared > 7000)
    }

    /// Two days around each change of the clock.
    private static func changes() throws -> [(zone: String, from: Int64, until: Int64)] {
        var found: [(zone: String, from: Int64, until: Int64)] = []
        for zone in zones {
            let calendar = try ZonedCalendar(zone)
            var last = Timestamp(seconds: 1_704_067_200)
            while let change = calendar.change(after: last), change.seconds < 1_830_297_600 {
                found.append((zone, change.seconds - 86400, change.seconds + 86400))
                last = change
            }
        }
        return found
    }

    /// The days do not matter here, the hours of a change do.
    private static func timeOfDay(_ random: inout SeededGenerator) -> String {
        let minute = [field(.minute, &random), String(Int.random(in: 0..<60, using: &random)), "0,30"]
        let hour = ["0", "1", "2", "3", "1-3", "2,3", "0-23", "*", "*/2", "1,2"]
        return "\(minute.randomElement(using: &random) ?? "*") \(hour.randomElement(using: &random) ?? "*") * * *"
    }

    @Test func `where clocks are set, it is as with cron itself`() async throws {
        var random = SeededGenerator(seed: 11)
        var questions: [(cron: String, zone: String, from: Int64, until: Int64)] = []
        for change in try Self.changes() {
            for _ in 0..<10 { questions.append((Self.timeOfDay(&random), change.zone, change.from, change.until)) }
        }
        let asked = questions.map { question -> JSONValue in
            [
                "cron": .string(question.cron), "zone": .string(question.zone), "from": JSONValue(Int(question.from)),
                "to": JSONValue(Int(question.until)),
            ]
        }
        let answers = try await Oracle.ask("cron", ["cronie"], question: ["questions": .array(asked)])["answers"]?.array
        var compared = 0
        for (question, answer) in zip(questions, try #require(answers)) {
            let ours = try Self.times(
                question.cron, ZonedCalendar(question.zone), after: question.from - 1, until: question.until)
            #expect(ours == Self.numbers(answer), "\(question)")
            compared += ours.count
        }
        #expect(questions.count > 200 && compared > 5000)
    }
}
