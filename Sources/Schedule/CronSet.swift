// SPDX-License-Identifier: Apache-2.0

/// The values that one field of a cron expression names.
struct CronSet: Sendable, Hashable {
    /// One bit for each value.
    private(set) var bits: UInt64 = 0
    /// The field begins with an asterisk: cron(8)'s `MIN_STAR`, `HR_STAR`, `DOM_STAR` and `DOW_STAR`. `*/2` has one too.
    let hasStar: Bool

    init(_ text: Substring, _ field: CronField) throws(CronError) {
        hasStar = text.first == "*"
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            do {
                try add(item, field)
            } catch {
                throw .field(field, error)
            }
        }
        // Both are Sunday.
        if field == .dayOfWeek, contains(7) { bits = (bits | 1) & ~(1 << 7) }
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

    /// The first value that is not before `value`.
    func first(from value: Int) -> Int? {
        guard value < 64 else { return nil }
        let rest = bits & (UInt64.max << UInt64(value))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }

    /// `*`, `5`, `5-10`, and the first and the last of them with a step.
    private mutating func add(_ item: Substring, _ field: CronField) throws(CronError.Problem) {
        let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let range = try Self.range(parts[0], field)
        var step = 1
        if parts.count == 2 {
            guard let number = Self.number(parts[1]), (1...field.values.upperBound).contains(number) else {
                throw .badStep(String(parts[1]))
            }
            guard parts[0] == "*" || parts[0].contains("-") else { throw .stepWithoutRange(String(item)) }
            step = number
        }
        for value in stride(from: range.lowerBound, through: range.upperBound, by: step) { bits |= 1 << UInt64(value) }
    }

    private static func range(_ text: Substring, _ field: CronField) throws(CronError.Problem) -> ClosedRange<Int> {
        // A step through the days of a week goes through seven days, not eight.
        if text == "*" { return field == .dayOfWeek ? 0...6 : field.values }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try value(ends[0], field)
        guard ends.count == 2 else { return first...first }
        let last = try value(ends[1], field)
        guard first <= last else { throw .rangeEndsBeforeItBegins(first, last) }
        return first...last
    }

    private static func value(_ text: Substring, _ field: CronField) throws(CronError.Problem) -> Int {
        if text.isEmpty { throw .empty }
        if let index = field.names.firstIndex(of: text.lowercased()) { return field.values.lowerBound + index }
        guard let number = number(text) else { throw .notAValue(String(text)) }
        guard field.values.contains(number) else { throw .outOfRange(number) }
        return number
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
