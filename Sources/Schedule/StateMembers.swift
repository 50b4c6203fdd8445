// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix

/// Reads the members of an object of the state one by one; ``end()`` refuses those that nobody asked for.
struct StateMembers {
    let path: String
    private let object: JSONObject
    private var known: Set<String> = []

    init(_ json: JSONValue, path: String) throws(ScheduleStateError) {
        guard let object = json.object else {
            throw .wrongType(path.isEmpty ? "the whole" : path, expected: "an object")
        }
        self.object = object
        self.path = path
    }

    var names: [String] { object.members.map(\.name) }

    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    mutating func optional(_ name: String) -> JSONValue? {
        known.insert(name)
        return object[name]
    }

    mutating func required(_ name: String) throws(ScheduleStateError) -> JSONValue {
        guard let value = optional(name) else { throw .missing(path(of: name)) }
        return value
    }

    mutating func string(_ name: String) throws(ScheduleStateError) -> String {
        guard let text = try required(name).string else { throw .wrongType(path(of: name), expected: "text") }
        return text
    }

    /// Only as this program writes it.
    mutating func time(_ name: String) throws(ScheduleStateError) -> Timestamp {
        let text = try string(name)
        guard let time = Timestamp(rfc3339: text), time.rfc3339 == text else {
            throw .wrongType(path(of: name), expected: "a time such as 2026-11-23T09:00:00Z")
        }
        return time
    }

    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String
    ) throws(ScheduleStateError) -> Word {
        guard let word = Word(rawValue: try string(name)) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrongType(path(of: name), expected: "one of \(words)")
        }
        return word
    }

    func end() throws(ScheduleStateError) {
        if let name = names.first(where: { !known.contains($0) }) { throw .unknown(path(of: name)) }
    }
}
