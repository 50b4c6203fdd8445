// SPDX-License-Identifier: Apache-2.0
import JSON

/// The few tabular operators of the Kusto Query Language that counts and lists of resources need.
/// https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language
struct KustoQuery {
    enum Table: String {
        case resources
        case containers = "resourcecontainers"
    }

    private enum Step {
        case filter(column: String, values: [String], isExact: Bool)
        case count(name: String, by: [String])
        case project([String])
        case order(column: String, ascending: Bool)
        case limit(Int)
    }

    let table: Table
    private let steps: [Step]

    /// - Returns: nil for what is not understood.
    init?(_ text: String) {
        let parts = text.split(separator: "|").map { String($0).trimmed }
        guard let first = parts.first, let table = Table(rawValue: first.lowercased()) else { return nil }
        let steps = parts.dropFirst().map(Self.step)
        guard steps.allSatisfy({ $0 != nil }) else { return nil }
        self.table = table
        self.steps = steps.compactMap(\.self)
    }

    private static func step(_ text: String) -> Step? {
        func columns(_ list: Substring) -> [String] { list.split(separator: ",").map { String($0).trimmed } }
        if let match = text.wholeMatch(of: /(?i)where\s+(\w+)\s*(==|=~)\s*['"](.*)['"]/) {
            return .filter(column: String(match.1), values: [String(match.3)], isExact: match.2 == "==")
        }
        if let match = text.wholeMatch(of: /(?i)where\s+(\w+)\s+(in~?)\s*\((.*)\)/) {
            let values = columns(match.3).map { $0.filter { $0 != "'" && $0 != "\"" } }
            return .filter(column: String(match.1), values: values, isExact: match.2 == "in")
        }
        if let match = text.wholeMatch(of: /(?i)summarize\s+(?:(\w+)\s*=\s*)?count\s*\(\s*\)(?:\s+by\s+(.*))?/) {
            return .count(name: match.1.map { String($0) } ?? "count_", by: match.2.map(columns) ?? [])
        }
        if let match = text.wholeMatch(of: /(?i)project\s+([\w\s,]+)/) { return .project(columns(match.1)) }
        if let match = text.wholeMatch(of: /(?i)(?:order|sort)\s+by\s+(\w+)(?:\s+(asc|desc))?/) {
            return .order(column: String(match.1), ascending: match.2?.lowercased() == "asc")
        }
        if let match = text.wholeMatch(of: /(?i)(?:limit|take)\s+(\d+)/) { return Int(match.1).map { .limit($0) } }
        if text.lowercased() == "count" { return .count(name: "Count", by: []) }
        return nil
    }

    func run(_ rows: [JSONObject]) -> [JSONObject] { steps.reduce(rows, Self.apply) }

    private static func apply(_ rows: [JSONObject], _ step: Step) -> [JSONObject] {
        switch step {
        case .filter(let column, let values, let isExact):
            return rows.filter { row in
                guard let text = row[column]?.string else { return false }
                return values.contains { isExact ? $0 == text : $0.lowercased() == text.lowercased() }
            }
        case .count(let name, let columns):
            let groups = Dictionary(grouping: rows) { String(decoding: key($0, columns), as: UTF8.self) }
            let counts = groups.sorted { $0.key < $1.key }.map { _, rows in
                var row = select(rows[0], columns)
                row[name] = JSONValue(rows.count)
                return row
            }
            return columns.isEmpty && rows.isEmpty ? [[name: 0]] : counts
        case .project(let columns): return rows.map { select($0, columns) }
        case .order(let column, let ascending):
            let sorted = rows.enumerated().sorted {
                let (left, right) = (order($0.element[column]), order($1.element[column]))
                return left == right ? $0.offset < $1.offset : (left < right) == ascending
            }
            return sorted.map(\.element)
        case .limit(let count): return Array(rows.prefix(count))
        }
    }

    private static func select(_ row: JSONObject, _ columns: [String]) -> JSONObject {
        var selected = JSONObject()
        for column in columns { selected[column] = row[column] ?? .null }
        return selected
    }

    private static func key(_ row: JSONObject, _ columns: [String]) -> [UInt8] {
        JSONValue.object(select(row, columns)).canonical
    }

    /// Numbers by their size.
    private static func order(_ value: JSONValue?) -> String {
        if let number = value?.integer { return String(repeating: "0", count: 20 - String(number).count) + "\(number)" }
        return value?.string?.lowercased() ?? ""
    }
}
