// SPDX-License-Identifier: Apache-2.0
import JSON

/// A path of member names: `Reservations.Instances`. Lists on the way are entered, each element in turn.
struct MemberPath: Sendable, Equatable {
    let names: [String]

    /// - Returns: nil for empty names.
    init?(_ text: String) {
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.names = names
    }

    /// Every value under the path; the elements where it ends in a list.
    func values(in value: JSONValue) -> [JSONValue] { Self.values(names[...], value) }

    private static func values(_ names: ArraySlice<String>, _ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { return elements.flatMap { values(names, $0) } }
        guard let name = names.first else { return [value] }
        guard let member = value[name] else { return [] }
        return values(names.dropFirst(), member)
    }

    /// The one text under the path.
    func text(in value: JSONValue) -> String? {
        let found = values(in: value)
        return found.count == 1 ? found[0].string : nil
    }
}
