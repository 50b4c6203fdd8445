// SPDX-License-Identifier: Apache-2.0
package import JSON

/// A path of member names: `Reservations.Instances`. Lists on the way are entered, each element in turn.
package struct MemberPath: Sendable, Equatable {
    package let names: [String]
    private let keys: [[UInt8]]

    package init(names: [String]) {
        self.names = names
        keys = names.map { Array($0.utf8) }
    }

    /// - Returns: nil unless every name is of letters, digits, hyphens and underscores.
    package init?(_ text: String) {
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(RedactionPath.isNameByte) }) else { return nil }
        self.init(names: names)
    }

    /// Every value under the path; the elements where it ends in a list.
    package func values(in json: CanonicalJSON) -> [CanonicalJSON] { json.values(under: keys[...]) }

    package func values(in object: CanonicalObject) -> [CanonicalJSON] {
        guard let first = keys.first else { return [object.json] }
        return object[first]?.values(under: keys.dropFirst()) ?? []
    }

    /// The value under the path, as it is; nil where there is none, or where a list stands on the way.
    package func value(in json: CanonicalJSON) -> CanonicalJSON? {
        var value = json
        for name in names {
            guard let member = value[name] else { return nil }
            value = member
        }
        return value
    }

    /// The one text under the path.
    package func text(in json: CanonicalJSON) -> String? {
        let found = values(in: json)
        return found.count == 1 ? found[0].scalar : nil
    }
}
