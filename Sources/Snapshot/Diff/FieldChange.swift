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
    static func between(_ old: JSONValue, _ new: JSONValue, _ keys: RedactionKeys) -> [FieldChange] {
        var changes: [FieldChange] = []
        compare(old, new, "", keys, &changes)
        return changes
    }

    private static func compare(
        _ old: JSONValue?, _ new: JSONValue?, _ path: String, _ keys: RedactionKeys, _ found: inout [FieldChange]
    ) {
        switch (old, new) {
        case (.object(let a)?, .object(let b)?):
            // By their bytes, as they are told apart in the objects.
            let names = Set(a.members.map { Array($0.name.utf8) }).union(b.members.map { Array($0.name.utf8) })
            for bytes in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let name = String(decoding: bytes, as: UTF8.self)
                compare(a[name], b[name], "\(path)/\(escaped(name))", keys, &found)
            }
        case (.array(let a)?, .array(let b)?):
            for index in 0..<max(a.count, b.count) {
                compare(
                    index < a.count ? a[index] : nil, index < b.count ? b[index] : nil, "\(path)/\(index)", keys,
                    &found)
            }
        case (let old, let new):
            if old != new, !keys.areIncomparable(old, new) { found.append(FieldChange(path: path, old: old, new: new)) }
        }
    }

    /// RFC 6901 §3.
    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
