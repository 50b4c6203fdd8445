// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// One entry of the catalogue: how resources of one type are found and described.
package struct AWSResource: Sendable {
    package enum Placement: String, Sendable { case region, global }

    /// A further call for every resource; its answer becomes a member of `configuration`.
    struct FollowUp: Sendable {
        let part: String
        let call: AWSCall
        /// Request members, by the path of their value in the resource.
        let with: [(member: String, path: MemberPath)]
        /// Error codes that say "not configured", which is data: the part is null then.
        let absent: Set<String>
    }

    package let type: ResourceType
    package let placement: Placement
    let list: AWSCall
    let items: MemberPath
    let pageSize: Int?
    let id: MemberPath
    let name: MemberPath?
    let tags: MemberPath?
    let arn: ARNTemplate?
    /// Where the resource's own region stands, for types that are listed globally and live in regions.
    let homeRegion: MemberPath?
    let followUps: [FollowUp]

    /// Everything that the session must be allowed, sorted.
    package var permissions: [Permission] {
        Set([list.permission] + followUps.map(\.call.permission)).sorted()
    }

    /// The operations behind them, for people.
    package var operations: [String] { [list.operation.name] + followUps.map(\.call.operation.name) }
}
