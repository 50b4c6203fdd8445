// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix

/// What of a type is wanted; everything unless something is said.
package struct Selection: Sendable, Equatable {
    /// Filters that AWS itself applies, by name.
    package let filters: [String: [String]]
    /// Of the ids, one of which must match.
    package let include: [Glob]

    package static let everything = Selection(filters: [:], include: [])

    package init(filters: [String: [String]], include: [Glob]) {
        self.filters = filters
        self.include = include
    }

    /// For manifests, because what was left out by choice is not what was not there; nil for everything.
    package var json: JSONValue? {
        var object = JSONObject()
        if !filters.isEmpty {
            var names = JSONObject()
            for (name, values) in filters { names[name] = JSONValue(strings: values) }
            object["filters"] = .object(names)
        }
        if !include.isEmpty { object["include"] = JSONValue(strings: include.map(\.pattern)) }
        return object.members.isEmpty ? nil : .object(object)
    }

    func includes(_ id: String) -> Bool { include.isEmpty || include.contains { $0.matches(id) } }

    /// `Filters` as EC2 takes them, behind those that the catalogue sets.
    func add(to input: inout JSONObject) {
        guard !filters.isEmpty else { return }
        let own = input["Filters"]?.array ?? []
        input["Filters"] = .array(
            own
                + filters.sorted { $0.key < $1.key }.map { name, values in
                    ["Name": .string(name), "Values": JSONValue(strings: values)]
                })
    }
}
