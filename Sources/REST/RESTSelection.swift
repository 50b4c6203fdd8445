// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix

/// What of a type is wanted; everything unless something is said. Neither cloud can list by patterns, so they are held
/// against what was listed.
package struct RESTSelection: Sendable, Equatable {
    /// Of names, one of which must match.
    package let include: [Glob]
    /// Azure: of resource groups.
    package let groups: [Glob]
    /// GCP: of zones; what is in no zone is not concerned.
    package let zones: [Glob]

    package static let everything = RESTSelection()

    package init(include: [Glob] = [], groups: [Glob] = [], zones: [Glob] = []) {
        self.include = include
        // ARM's names are the same in any case, and answers write them in several.
        self.groups = groups.map { Glob($0.pattern.lowercased()) }
        self.zones = zones
    }

    /// For manifests, because what was left out by choice is not what was not there; nil for everything.
    package var json: JSONValue? {
        var object = JSONObject()
        for (name, patterns) in [("include", include), ("resource_groups", groups), ("zones", zones)]
        where !patterns.isEmpty {
            object[name] = JSONValue(strings: patterns.map(\.pattern))
        }
        return object.members.isEmpty ? nil : .object(object)
    }

    func includes(id: String, name: String?, zone: String?) -> Bool {
        Self.matches(include, name ?? id) && Self.matches(groups, Self.group(of: id)?.lowercased())
            && Self.matches(zones, zone)
    }

    /// What is in no group and in no zone is not left out by a choice among them.
    private static func matches(_ patterns: [Glob], _ text: String?) -> Bool {
        guard !patterns.isEmpty, let text else { return true }
        return patterns.contains { $0.matches(text) }
    }

    /// ARM writes `resourceGroups` in several ways.
    private static func group(of id: String) -> String? {
        let parts = id.split(separator: "/")
        guard let index = parts.firstIndex(where: { $0.lowercased() == "resourcegroups" }), index + 1 < parts.count
        else { return nil }
        return String(parts[index + 1])
    }
}
