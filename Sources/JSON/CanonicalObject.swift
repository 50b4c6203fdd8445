// SPDX-License-Identifier: Apache-2.0

/// An object whose members were found once, for readers that ask for several of them.
package struct CanonicalObject: Sendable {
    package typealias Member = (name: ArraySlice<UInt8>, value: CanonicalJSON)

    package let json: CanonicalJSON
    /// In their order: sorted by name.
    package let members: [Member]

    package init(_ json: CanonicalJSON) {
        self.json = json
        var members: [Member] = []
        json.forEachMember { members.append(($0, $1)) }
        self.members = members
    }

    package subscript(_ name: [UInt8]) -> CanonicalJSON? {
        for member in members where member.name.count == name.count && member.name.elementsEqual(name) {
            return member.value
        }
        return nil
    }

    package subscript(_ name: String) -> CanonicalJSON? { self[Array(name.utf8)] }
}
