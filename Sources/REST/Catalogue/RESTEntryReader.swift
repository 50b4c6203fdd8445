// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import StrictYAML

/// Reads one entry of a catalogue file.
struct RESTEntryReader {
    let dialect: RESTDialect
    let service: String
    let host: String
    /// Of calls that name none.
    let version: String?

    /// - Parameter earlier: the entries before it in the file, among which its parent is.
    func resource(_ entry: inout YAMLMapping, before earlier: [RESTResource]) throws(YAMLError) -> RESTResource {
        let name = try entry.required("type", try entry.string("type"))
        guard let type = ResourceType("\(dialect.provider.rawValue):\(service):\(name)") else {
            throw entry.invalid("type", "is no name of a resource type")
        }
        let placement = try placement(&entry)
        let ancestry = try ancestry(&entry, earlier)
        let listing = try call("list", &entry, take: "items", default: dialect.items)
        guard listing.take != nil else { throw entry.invalid("list", "needs 'items', where the items are") }
        if case .none = ancestry, !listing.path.paths.isEmpty {
            throw entry.invalid("list", "has places that need a parent")
        }
        guard listing.path.paths.allSatisfy(\.isParents) else {
            throw entry.invalid("list", "has places that are not the parent's")
        }
        let resource = RESTResource(
            type: type, placement: placement, includeKey: try entry.string("include"), listing: listing,
            ancestry: ancestry,
            id: try entry.required("id", try template("id", &entry, default: dialect.id)),
            name: try template("name", &entry, default: dialect.name),
            region: try path("region", &entry, default: dialect.region),
            tags: try path("tags", &entry, default: dialect.tags), followUps: try followUps(&entry),
            redacted: try redacted(&entry),
            asset: try entry.string("asset"))
        try checkSecrecy(resource, entry)
        try entry.end()
        return resource
    }

    private func placement(_ entry: inout YAMLMapping) throws(YAMLError) -> RESTResource.Placement {
        switch try entry.string("scope") {
        case nil, dialect.scopeName?: return .account
        case "tenant"?: return .tenant
        case _?: throw entry.invalid("scope", "is neither \(dialect.scopeName) nor tenant")
        }
    }

    private func ancestry(
        _ entry: inout YAMLMapping, _ earlier: [RESTResource]
    ) throws(YAMLError) -> RESTResource.Ancestry {
        guard let name = try entry.string("parent") else { return .none }
        guard let parent = earlier.first(where: { $0.type.name == name }) else {
            throw entry.invalid("parent", "names no type that stands before it")
        }
        return .parent(
            RESTResource.Parent(listing: parent.listing, id: parent.id, name: parent.name), parent.ancestry)
    }

    private func followUps(_ entry: inout YAMLMapping) throws(YAMLError) -> [RESTResource.FollowUp] {
        var followUps: [RESTResource.FollowUp] = []
        for node in try entry.sequence("follow_ups") ?? [] {
            var map = try YAMLMapping(node, path: "follow_ups")
            let part = try map.required("part", try map.string("part"))
            let call = try call("get", &map, take: "take", default: nil)
            if call.paging != .none, call.take == nil {
                throw map.invalid("page", "is set, so 'take' must name the list whose pages are joined")
            }
            followUps.append(RESTResource.FollowUp(part: part, call: call))
            try map.end()
        }
        return followUps
    }

    private func template(
        _ key: String, _ entry: inout YAMLMapping, default text: String?
    ) throws(YAMLError) -> Template? {
        guard let text = try entry.string(key) ?? text else { return nil }
        guard let template = Template(text.replacing("{\(dialect.scopeName)}", with: "{account}")) else {
            throw entry.invalid(key, "is no path of member names, or has a brace that is not closed")
        }
        return template
    }

    private func path(
        _ key: String, _ entry: inout YAMLMapping, default text: String?
    ) throws(YAMLError) -> MemberPath? {
        guard let text = try entry.string(key) ?? text else { return nil }
        guard let path = MemberPath(text) else { throw entry.invalid(key, "is no path of member names") }
        return path
    }

    private func redacted(_ entry: inout YAMLMapping) throws(YAMLError) -> [RedactionPath] {
        var paths: [RedactionPath] = []
        for text in try entry.filledStrings("redact") ?? [] {
            guard let path = RedactionPath(text) else {
                throw entry.invalid("redact", "holds '\(text)', which is no path")
            }
            paths.append(path)
        }
        return paths
    }

    /// What becomes of an item's id, name, region and tags is not redacted, so it must not be secret.
    private func checkSecrecy(_ resource: RESTResource, _ entry: YAMLMapping) throws(YAMLError) {
        func check(_ key: String, _ paths: [MemberPath]) throws(YAMLError) {
            for path in paths where resource.redacted.contains(where: { $0.covers(path.names) }) {
                throw entry.invalid(key, "is secret material, by 'redact'")
            }
        }
        for (key, template) in [("id", resource.id), ("name", resource.name)] {
            try check(key, template?.paths.filter { !$0.isParents }.map(\.path) ?? [])
        }
        for (key, path) in [("region", resource.region), ("tags", resource.tags)] {
            try check(key, [path].compactMap(\.self))
        }
    }
}
