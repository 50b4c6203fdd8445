// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// One entry of a catalogue: how resources of one type are found and described. `docs/catalogue.md` has the format.
package struct RESTResource: Sendable {
    /// For what a list is made.
    package enum Placement: String, Sendable {
        /// For each subscription, each project.
        case account
        /// Once for all of them.
        case tenant
    }

    struct FollowUp: Sendable {
        /// The member of the configuration that the answer becomes.
        let part: String
        let call: RESTCall
    }

    /// What a child's calls may name of its parent.
    struct Parent: Sendable {
        let listing: RESTCall
        let id: Template
        let name: Template?
    }

    /// For whose items the list call is made.
    indirect enum Ancestry: Sendable {
        case none
        case parent(Parent, Ancestry)
    }

    package let type: ResourceType
    package let placement: Placement
    /// The key of the configuration whose patterns are held against the names.
    package let includeKey: String?
    let listing: RESTCall
    let ancestry: Ancestry
    let id: Template
    let name: Template?
    let region: MemberPath?
    let tags: MemberPath?
    let followUps: [FollowUp]
    /// Paths of secret material.
    private(set) var redacted: [RedactionPath]
    /// Where Cloud Asset Inventory's name of the type is not the usual one.
    let asset: String?

    /// Its own list call, and those of what it belongs to.
    private var lists: [RESTCall] {
        var calls = [listing]
        var above = ancestry
        while case .parent(let parent, let next) = above {
            calls.append(parent.listing)
            above = next
        }
        return calls
    }

    private var calls: [RESTCall] { lists + followUps.map(\.call) }

    /// What finding the resources needs, sorted; without it a list may be short and not say so.
    package var findingPermissions: [Permission] { Set(lists.flatMap(\.permissions)).sorted() }

    /// What Cloud Asset Inventory calls the type: `compute.googleapis.com/Instance`. By its own rule the host and the
    /// kind in camel case, unless the entry says otherwise.
    package var assetType: String? {
        asset ?? "\(listing.host)/\(type.name.split(separator: "-").map(\.capitalized).joined())"
    }

    /// What becomes of an item's id and names, and stays readable.
    package var identifyingPaths: [ItemPath] { id.paths + (name?.paths ?? []) }

    /// The same, with more that is replaced.
    package func redacting(_ paths: [RedactionPath]) -> Self {
        var other = self
        other.redacted += paths
        return other
    }

    /// Everything that the session must be allowed, sorted.
    package var permissions: [Permission] { Set(calls.flatMap(\.permissions)).sorted() }

    /// The calls behind them, for people.
    package var operations: [String] { calls.map(\.operation) }

    /// The service that is asked.
    package var host: String { listing.host }

    /// Its own list call's, which every identity that reads it needs.
    package var listPermissions: [Permission] { listing.permissions }

    /// What it lists, whether its region is a zone: for filters.
    package var isZonal: Bool { region?.names.last == "zone" }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
