// SPDX-License-Identifier: Apache-2.0
package import JSON

/// What differs between two states of a resource.
package struct FieldChange: Sendable, Equatable {
    /// RFC 6901: `/State/Name`, `/SecurityGroups/0/GroupId`.
    package let path: String
    /// Nil where it was not there.
    package let old: JSONValue?
    package let new: JSONValue?

    /// In the order of their paths.
    static func between(_ old: JSONValue, _ new: JSONValue) -> [FieldChange] {
        var changes: [FieldChange] = []
        compare(old, new, "", &changes)
        return changes
    }

    private static func compare(_ old: JSONValue?, _ new: JSONValue?, _ path: String, _ found: inout [FieldChange]) {
        switch (old, new) {
        case (.object(let a)?, .object(let b)?):
            for name in Set(a.members.map(\.name)).union(b.members.map(\.name)).sorted() {
                compare(a[name], b[name], "\(path)/\(escaped(name))", &found)
            }
        case (.array(let a)?, .array(let b)?):
            for index in 0..<max(a.count, b.count) {
                compare(
                    index < a.count ? a[index] : nil, index < b.count ? b[index] : nil, "\(path)/\(index)", &found)
            }
        case (let old, let new):
            if old != new, !areIncomparable(old, new) { found.append(FieldChange(path: path, old: old, new: new)) }
        }
    }

    /// RFC 6901 §3.
    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// Hashes of secrets under two keys say nothing of each other.
    private static func areIncomparable(_ old: JSONValue?, _ new: JSONValue?) -> Bool {
        guard let old = old?.string, let new = new?.string else { return false }
        let pattern = /redacted:([^:]*):[0-9a-f]{32}/
        let (before, after) = (old.matches(of: pattern), new.matches(of: pattern))
        guard !before.isEmpty, before.count == after.count else { return false }
        let isRekeyed = zip(before, after).allSatisfy { $0.1 != $1.1 }
        return isRekeyed && old.replacing(pattern, with: "") == new.replacing(pattern, with: "")
    }
}
