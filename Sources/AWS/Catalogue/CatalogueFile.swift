// SPDX-License-Identifier: Apache-2.0
import Cloud
import StrictYAML

/// One file of the catalogue, `docs/catalogue.md`. What does not fit the service's model is refused with its line.
struct CatalogueFile {
    let resources: [AWSResource]

    init(parsing text: String, file: String, models: [String: ServiceModel]) throws(YAMLError) {
        var map = try YAMLMapping(try YAMLNode(parsing: text, file: file))
        let service = try map.required("service", try map.string("service"))
        guard let model = models[service] else { throw map.invalid("service", "is no service that has a model") }
        let placement = try Self.placement(&map)
        let actions = try Self.actions(&map)
        var resources: [AWSResource] = []
        for node in try map.required("types", try map.sequence("types")) {
            var entry = try YAMLMapping(node, path: "types")
            let reader = EntryReader(model: model, placement: placement, actions: actions)
            resources.append(try reader.resource(&entry))
        }
        try map.end()
        self.resources = resources
    }

    private static func placement(_ map: inout YAMLMapping) throws(YAMLError) -> AWSResource.Placement {
        let text = try map.required("scope", try map.string("scope"))
        guard let placement = AWSResource.Placement(rawValue: text) else {
            throw map.invalid("scope", "is neither region nor global")
        }
        return placement
    }

    private static func actions(_ map: inout YAMLMapping) throws(YAMLError) -> [String: String] {
        guard var table = try map.mapping("actions") else { return [:] }
        var actions: [String: String] = [:]
        for operation in table.keys { actions[operation] = try table.string(operation) }
        return actions
    }
}

/// Reads one entry.
private struct EntryReader {
    let model: ServiceModel
    let placement: AWSResource.Placement
    let actions: [String: String]

    func resource(_ entry: inout YAMLMapping) throws(YAMLError) -> AWSResource {
        let name = try entry.required("type", try entry.string("type"))
        guard let type = ResourceType("aws:\(model.service):\(name)") else {
            throw entry.invalid("type", "is no name of a resource type")
        }
        let list = try call("list", in: &entry)
        let items = try entry.required("items", try path("items", in: &entry))
        let id = try entry.required("id", try path("id", in: &entry))
        var arn: ARNTemplate?
        if let text = try entry.string("arn") {
            guard let template = ARNTemplate(text) else { throw entry.invalid("arn", "has a brace that is not closed") }
            arn = template
        }
        let pageSize = try entry.integer("page_size", in: 1...10_000)
        if pageSize != nil, list.operation.page?.limit == nil {
            throw entry.invalid("page_size", "is set, but \(list.operation.name) has no page size")
        }
        let resource = AWSResource(
            type: type, placement: placement, list: list, items: items, pageSize: pageSize, id: id,
            name: try path("name", in: &entry), tags: try path("tags", in: &entry), arn: arn,
            homeRegion: try path("home_region", in: &entry), followUps: try followUps(in: &entry))
        try entry.end()
        return resource
    }

    private func followUps(in entry: inout YAMLMapping) throws(YAMLError) -> [AWSResource.FollowUp] {
        var followUps: [AWSResource.FollowUp] = []
        for node in try entry.sequence("follow_ups") ?? [] {
            var item = try YAMLMapping(node, path: "follow_ups")
            let part = try item.required("part", try item.string("part"))
            let call = try call("call", in: &item)
            var with: [(member: String, path: MemberPath)] = []
            if var table = try item.mapping("with") {
                for member in table.keys {
                    guard call.operation.input[member] != nil else {
                        throw item.invalid("with", "names \(member), which \(call.operation.name) does not take")
                    }
                    with.append((member, try table.required(member, try path(member, in: &table))))
                }
            }
            let absent = try item.strings("absent") ?? []
            try item.end()
            followUps.append(AWSResource.FollowUp(part: part, call: call, with: with, absent: Set(absent)))
        }
        return followUps
    }

    private func call(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> AWSCall {
        let name = try entry.required(key, try entry.string(key))
        guard let operation = model.operations[name] else {
            throw entry.invalid(key, "names \(name), which the model of \(model.service) does not have")
        }
        guard let permission = Permission(actions[name] ?? "\(model.service):\(name)") else {
            throw entry.invalid(key, "has an action that is not exact")
        }
        return AWSCall(model: model, operation: operation, permission: permission)
    }

    private func path(_ key: String, in entry: inout YAMLMapping) throws(YAMLError) -> MemberPath? {
        guard let text = try entry.string(key) else { return nil }
        guard let path = MemberPath(text) else { throw entry.invalid(key, "is no path of member names") }
        return path
    }
}
