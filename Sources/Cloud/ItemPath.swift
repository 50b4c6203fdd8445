// SPDX-License-Identifier: Apache-2.0
package import JSON

/// What is known of an item while its record is made.
package struct Item {
    /// What becomes the configuration.
    package var configuration: CanonicalObject
    /// As it was listed.
    package let listed: CanonicalObject
    /// The item that it was listed for.
    package let parent: CanonicalJSON?

    package init(configuration: CanonicalObject, listed: CanonicalObject, parent: CanonicalJSON?) {
        self.configuration = configuration
        self.listed = listed
        self.parent = parent
    }
}

/// A path that looks into the configuration, then into the listed item; after `parent.` into the parent's.
package struct ItemPath: Sendable, Equatable {
    package let path: MemberPath
    package let isParents: Bool

    package init?(_ text: String) {
        isParents = text.hasPrefix("parent.")
        guard let path = MemberPath(isParents ? String(text.dropFirst("parent.".count)) : text) else { return nil }
        self.path = path
    }

    package func values(in item: Item) -> [CanonicalJSON] {
        if isParents { return item.parent.map(path.values) ?? [] }
        let found = path.values(in: item.configuration)
        return found.isEmpty ? path.values(in: item.listed) : found
    }

    /// The one text under the path.
    package func text(in item: Item) -> String? {
        let found = values(in: item)
        return found.count == 1 ? found[0].scalar : nil
    }
}
