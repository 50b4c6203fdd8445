// SPDX-License-Identifier: Apache-2.0
import Cloud
import StrictYAML

/// One file of the catalogue, `docs/catalogue.md`. What does not fit the service's model is refused with its line.
struct CatalogueFile {
    let service: String
    let resources: [AWSResource]

    /// - Parameter earlier: the types that the service has already.
    init(
        parsing text: String, file: String,
        after earlier: (_ service: String) throws(YAMLError) -> [AWSResource] = { _ in [] }
    ) throws(YAMLError) {
        var map = try YAMLMapping(try YAMLNode(parsing: text, file: file))
        let service = try map.required("service", try map.string("service"))
        guard let model = try? ServiceModel.embedded(service) else {
            throw map.invalid("service", "is no service that has a model")
        }
        let placement = try map.required("scope", try AWSResource.Placement(&map))
        let reader = EntryReader(
            model: model, placement: placement, home: try Self.home(&map, placement),
            prefix: try map.string("prefix") ?? service, actions: try Self.actions(&map))
        let there = try earlier(service)
        var resources: [AWSResource] = []
        for node in try map.required("types", try map.sequence("types")) {
            var entry = try YAMLMapping(node, path: "types")
            let resource = try reader.resource(&entry, before: there + resources)
            guard !(there + resources).contains(where: { $0.type == resource.type }) else {
                throw entry.invalid("type", "is there twice")
            }
            resources.append(resource)
        }
        try map.end()
        self.service = service
        self.resources = resources
    }

    private static func home(
        _ map: inout YAMLMapping, _ placement: AWSResource.Placement
    ) throws(YAMLError) -> String? {
        guard let home = try map.string("home") else { return nil }
        guard placement == .global, AWSRegion.isName(home) else {
            throw map.invalid("home", "is no region, or the service is not global")
        }
        return home
    }

    private static func actions(_ map: inout YAMLMapping) throws(YAMLError) -> [String: String] {
        guard var table = try map.mapping("actions") else { return [:] }
        var actions: [String: String] = [:]
        for operation in table.keys { actions[operation] = try table.string(operation) }
        return actions
    }
}

extension AWSResource.Placement {
    /// - Returns: nil where the `scope` is left out.
    init?(_ map: inout YAMLMapping) throws(YAMLError) {
        guard let text = try map.string("scope") else { return nil }
        guard let placement = AWSResource.Placement(rawValue: text) else {
            throw map.invalid("scope", "is neither region nor global")
        }
        self = placement
    }
}
