// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix

/// What of a type is wanted; everything unless something is said.
package struct Selection: Sendable, Equatable {
    /// Filters that the cloud itself applies, by name.
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

    package func includes(_ id: String) -> Bool { include.isEmpty || include.contains { $0.matches(id) } }
}
