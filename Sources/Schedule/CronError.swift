// SPDX-License-Identifier: Apache-2.0

/// Why a text is no cron expression, and which field it fails in.
package enum CronError: Error, Hashable {
    package enum Problem: Error, Hashable {
        /// Nothing stands beside a comma or a dash.
        case empty
        case notAValue(String)
        case outOfRange(Int)
        case rangeEndsBeforeItBegins(Int, Int)
        /// Zero, no number, or more than the field counts to.
        case badStep(String)
        /// `5/10`, which some read as `5-59/10` and some as `5`.
        case stepWithoutRange(String)
    }

    case fieldCount(Int)
    case unknownNickname(String)
    case field(CronField, Problem)
}

extension CronError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fieldCount(let count):
            "a cron expression has five fields (minute, hour, day of month, month, day of week), not \(count)"
        case .unknownNickname(let name):
            "there is no \(name); use one of \(CronExpression.nicknames.map(\.name).joined(separator: ", "))"
        case .field(let field, let problem): "\(field): \(Self.text(problem, field.values, field.names))"
        }
    }

    private static func text(_ problem: Problem, _ values: ClosedRange<Int>, _ names: [String]) -> String {
        let range = "\(values.lowerBound) to \(values.upperBound)"
        switch problem {
        case .empty: return "a value is missing"
        case .notAValue(let text):
            let orName = names.first.map { " or a name such as \($0.uppercased())" } ?? ""
            return "'\(text)' is not a number from \(range)\(orName), a range of them, or *"
        case .outOfRange(let value): return "\(value) is not from \(range)"
        case .rangeEndsBeforeItBegins(let first, let last):
            return "the range \(first)-\(last) ends before it begins; write two, with a comma"
        case .badStep(let text): return "the step '\(text)' is not a number from 1 to \(values.upperBound)"
        case .stepWithoutRange(let text):
            return "a step needs a range or *: not '\(text)' but '\(text.prefix { $0 != "/" })-\(values.upperBound)"
                + "\(text.drop { $0 != "/" })'"
        }
    }
}
