// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import StrictYAML

/// Reads one entry of a catalogue file.
struct EntryReader {
    let model: ServiceModel
    /// Of entries without a `scope` of their own.
    let placement: AWSResource.Placement
    let home: String?
    /// Of the service's IAM actions.
    let prefix: String
    /// The actions that are not named after their operations.
    let actions: [String: String]

    /// - Parameter earlier: the entries before it in the file, and the types of the service in other files, among which its parent is.
    func resource(_ entry: inout YAMLMapping, before earlier: [AWSResource]) throws(YAMLError) -> AWSResource {
        let name = try entry.required("type", try entry.string("type"))
        guard let type = ResourceType("aws:\(model.service):\(name)") else {
            throw entry.invalid("type", "is no name of a resource type")
        }
        let ancestry = try ancestry(&entry, earlier)
        let listing = try listing(&entry, ancestry)
        if case .none = ancestry, !listing.input.values.isEmpty {
            throw entry.invalid("with", "needs a parent, whose items the values come from")
        }
        let filterNames = try entry.strings("filters") ?? []
        if !filterNames.isEmpty, listing.call.operation.input["Filters"] == nil {
            throw entry.invalid("filters", "is set, but \(listing.call.operation.name) takes none")
        }
        let resource = AWSResource(
            type: type, filterNames: filterNames, includeKey: try entry.string("include"),
            placement: try AWSResource.Placement(&entry) ?? placement, home: home, listing: listing, ancestry: ancestry,
            describe: try describe(&entry), id: try entry.required("id", try template("id", in: &entry)),
            name: try template("name", in: &entry), arn: try template("arn", in: &entry),
            tags: try path("tags", in: &entry), homeRegion: try path("home_region", in: &entry),
            followUps: try followUps(&entry), redacted: try paths("redact", in: &entry),
            plain: try paths("plain", in: &entry))
        try check(resource, entry)
        try entry.end()
        return resource
    }

    private func ancestry(
        _ entry: inout YAMLMapping, _ earlier: [AWSResource]
    ) throws(YAMLError) -> AWSResource.Ancestry {
        guard let name = try entry.string("parent") else { return .none }
        guard let parent = earlier.first(where: { $0.type.name == name }) else {
            throw entry.invalid("parent", "names no type that stands before it")
        }
        return .parent(parent.listing, parent.ancestry)
    }

    private func inherited(
        _ entry: inout YAMLMapping, _ ancestry: AWSResource.Ancestry
    ) throws(YAMLError) -> [(member: String, path: MemberPath)] {
        guard var table = try entry.mapping("inherit") else { return [] }
        guard case .parent = ancestry else { throw entry.invalid("inherit", "needs a parent") }
        var inherited: [(member: String, path: MemberPath)] = []
        for member in table.keys {
            inherited.append((member, try table.required(member, try path(member, in: &table))))
        }
        return inherited
    }

    private func listing(
        _ entry: inout YAMLMapping, _ ancestry: AWSResource.Ancestry
    ) throws(YAMLError) -> AWSResource.Listing {
        let call = try call("list", in: &entry)
        let pageSize = try entry.integer("page_size", in: 1...10_000)
        if pageSize != nil, call.operation.page?.limit == nil {
            throw entry.invalid("page_size", "is set, but \(call.operation.name) has no page size")
        }
        let items = try entry.required("items", try path("items", in: &entry))
        guard let place = model.place(of: items, inOutputOf: call.operation) else {
            throw entry.invalid("items", "is no path in the answer of \(call.operation.name)")
        }
        let size = pageSize == nil ? nil : call.operation.page?.limit
        return AWSResource.Listing(
            call: call, input: try input(of: call, &entry, besides: size), items: items, place: model.entered(place),
            textMember: try entry.string("item_as"),
            pageSize: pageSize, absent: Set(try entry.strings("absent") ?? []),
            inherited: try inherited(&entry, ancestry))
    }

    private func describe(_ entry: inout YAMLMapping) throws(YAMLError) -> AWSResource.Detail? {
        guard var map = try entry.mapping("describe") else { return nil }
        let detail = try detail(&map)
        try map.end()
        return detail
    }

    private func followUps(_ entry: inout YAMLMapping) throws(YAMLError) -> [AWSResource.FollowUp] {
        var followUps: [AWSResource.FollowUp] = []
        for node in try entry.sequence("follow_ups") ?? [] {
            var map = try YAMLMapping(node, path: "follow_ups")
            let part = try map.required("part", try map.string("part"))
            followUps.append(AWSResource.FollowUp(part: part, detail: try detail(&map)))
            try map.end()
        }
        return followUps
    }

    private func detail(_ map: inout YAMLMapping) throws(YAMLError) -> AWSResource.Detail {
        let call = try call("call", in: &map)
        let take = try path("take", in: &map)
        if call.operation.page != nil, take == nil {
            throw map.invalid("call", "pages, so 'take' must name the list whose pages are joined")
        }
        guard let place = model.place(of: take, inOutputOf: call.operation) else {
            throw map.invalid("take", "is no path in the answer of \(call.operation.name)")
        }
        return AWSResource.Detail(
            call: call, input: try input(of: call, &map), take: take, place: place,
            absent: Set(try map.strings("absent") ?? []))
    }

    private func input(
        of call: AWSCall, _ map: inout YAMLMapping, besides other: String? = nil
    ) throws(YAMLError) -> InputTemplate {
        var constants = JSONObject()
        var values: [InputTemplate.Value] = []
        if var table = try map.mapping("set") {
            for member in table.keys {
                guard let model = call.operation.input[member], let node = table.node(member) else {
                    throw map.invalid("set", "names \(member), which \(call.operation.name) does not take")
                }
                guard let value = JSONValue(node, as: model) else {
                    throw map.invalid("set", "gives \(member) a value that it does not take")
                }
                constants[member] = value
            }
        }
        if var table = try map.mapping("with") {
            for member in table.keys {
                guard call.operation.input[member] != nil, let node = table.node(member) else {
                    throw map.invalid("with", "names \(member), which \(call.operation.name) does not take")
                }
                guard let value = InputTemplate.Value(member, node) else {
                    throw map.invalid("with", "gives \(member) no path")
                }
                values.append(value)
            }
        }
        let given = Set(constants.members.map(\.name) + values.map(\.member) + [other].compactMap { $0 })
        if let member = call.operation.required.subtracting(given).min() {
            throw map.invalid("with", "does not give \(member), without which \(call.operation.name) is refused")
        }
        return InputTemplate(constants: constants, values: values)
    }

    private func paths(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> [RedactionPath] {
        var paths: [RedactionPath] = []
        for text in try entry.strings(key) ?? [] {
            guard let path = RedactionPath(text) else { throw entry.invalid(key, "holds '\(text)', which is no path") }
            paths.append(path)
        }
        return paths
    }

    private func call(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> AWSCall {
        let name = try entry.required(key, try entry.string(key))
        guard let operation = model.operations[name] else {
            throw entry.invalid(key, "names \(name), which the model of \(model.service) does not have")
        }
        guard operation.isRead else { throw entry.invalid(key, "names \(name), which does more than read") }
        let action = actions[name] ?? name
        guard let permission = Permission(action.contains(":") ? action : "\(prefix):\(action)") else {
            throw entry.invalid(key, "has an action that is not exact")
        }
        return AWSCall(model: model, operation: operation, permission: permission)
    }

    private func path(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> MemberPath? {
        guard let text = try entry.string(key) else { return nil }
        guard let path = MemberPath(text) else { throw entry.invalid(key, "is no path of member names") }
        return path
    }

    private func template(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> Template? {
        guard let text = try entry.string(key) else { return nil }
        guard let template = Template(text) else {
            throw entry.invalid(key, "is no path of member names, or has a brace that is not closed")
        }
        return template
    }
}

extension InputTemplate.Value {
    /// A path, or a list of one path.
    fileprivate init?(_ member: String, _ node: YAMLNode) {
        switch node.content {
        case .scalar(let text):
            guard let path = ItemPath(text) else { return nil }
            self.init(member: member, path: path, isList: false)
        case .sequence(let nodes):
            guard nodes.count == 1, case .scalar(let text) = nodes[0].content, let path = ItemPath(text) else {
                return nil
            }
            self.init(member: member, path: path, isList: true)
        case .mapping, .null: return nil
        }
    }
}
