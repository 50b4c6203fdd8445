// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// One entry of the catalogue: how resources of one type are found and described. `docs/catalogue.md` has the format.
package struct AWSResource: Sendable {
    package enum Placement: String, Sendable { case region, global }

    /// How the items of a list are found.
    struct Listing: Sendable {
        let call: AWSCall
        let input: InputTemplate
        let items: MemberPath
        /// What the model says of an item.
        let place: ShapePlace?
        /// Where the items are texts: the member that they become.
        let textMember: String?
        let pageSize: Int?
        /// Error codes that say that there is nothing to list.
        let absent: Set<String>
        /// Members that the items get from their parent's, where they lack them.
        let inherited: [(member: String, path: MemberPath)]
    }

    /// A further call for every item.
    struct Detail: Sendable {
        let call: AWSCall
        let input: InputTemplate
        /// What of the answer is taken; all of it if nil.
        let take: MemberPath?
        /// What the model says of it.
        let place: ShapePlace?
        /// Error codes that say "not configured", or "gone since".
        let absent: Set<String>
    }

    struct FollowUp: Sendable {
        /// The member of the configuration that the answer becomes.
        let part: String
        let detail: Detail
    }

    /// For whose items the list call is made; each listed for its own parent's.
    indirect enum Ancestry: Sendable {
        case none
        case parent(Listing, Ancestry)
    }

    package let type: ResourceType
    /// The names of filters that a user may set; besides them `tag:<key>` where the list call takes `Filters`.
    package let filterNames: [String]
    /// The key of the configuration whose patterns are held against the ids.
    package let includeKey: String?
    package let placement: Placement
    /// Where a global service is asked, if not in the partition's home region.
    let home: String?
    let listing: Listing
    let ancestry: Ancestry
    let describe: Detail?
    let id: Template
    let name: Template?
    let arn: Template?
    let tags: MemberPath?
    /// Where the resource's own region stands, for types that are listed globally and live in regions.
    let homeRegion: MemberPath?
    let followUps: [FollowUp]
    /// Paths of secret material that the model does not mark.
    private(set) var redacted: [RedactionPath]
    /// Paths of what the model marks as sensitive and is no secret, such as the name of a key.
    let plain: [RedactionPath]

    private var calls: [AWSCall] {
        var calls = [listing.call]
        var above = ancestry
        while case .parent(let listing, let next) = above {
            calls.append(listing.call)
            above = next
        }
        return calls + [describe?.call].compactMap { $0 } + followUps.map(\.detail.call)
    }

    package func takesFilter(_ name: String) -> Bool {
        guard listing.call.operation.input["Filters"] != nil else { return false }
        return filterNames.contains(name) || (name.hasPrefix("tag:") && name.utf8.count > 4)
    }

    /// What becomes of an item's id and names, and stays readable.
    package var identifyingPaths: [ItemPath] { id.paths + (name?.paths ?? []) + (arn?.paths ?? []) }

    /// The same, with more that is replaced.
    package func redacting(_ paths: [RedactionPath]) -> Self {
        var other = self
        other.redacted += paths
        return other
    }

    /// Everything that the session must be allowed, sorted.
    package var permissions: [Permission] { Set(calls.map(\.permission)).sorted() }

    /// The operations behind them, for people.
    package var operations: [String] { calls.map(\.operation.name) }
}
