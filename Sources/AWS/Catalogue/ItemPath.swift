// SPDX-License-Identifier: Apache-2.0
import JSON

/// What is known of an item while its record is made.
struct Item {
    /// What becomes the configuration.
    var configuration: CanonicalObject
    /// As it was listed.
    let listed: CanonicalObject
    /// The item that it was listed for.
    let parent: CanonicalJSON?
}

/// A path that looks into the configuration, then into the listed item; after `parent.` into the parent's.
struct ItemPath: Sendable, Equatable {
    let path: MemberPath
    let isParents: Bool

    init?(_ text: String) {
        isParents = text.hasPrefix("parent.")
        guard let path = MemberPath(isParents ? String(text.dropFirst("parent.".count)) : text) else { return nil }
        self.path = path
    }

    func values(in item: Item) -> [CanonicalJSON] {
        if isParents { return item.parent.map(path.values) ?? [] }
        let found = path.values(in: item.configuration)
        return found.isEmpty ? path.values(in: item.listed) : found
    }

    /// The one text under the path.
    func text(in item: Item) -> String? {
        let found = values(in: item)
        return found.count == 1 ? found[0].scalar : nil
    }
}
