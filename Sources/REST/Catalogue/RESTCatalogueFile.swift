// SPDX-License-Identifier: Apache-2.0
import Cloud
import StrictYAML

/// One file of a catalogue, `docs/catalogue.md`. What cannot be is refused with its line.
struct RESTCatalogueFile {
    let service: String
    let resources: [RESTResource]

    init(parsing text: String, file: String, _ dialect: RESTDialect) throws(YAMLError) {
        var map = try YAMLMapping(try YAMLNode(parsing: text, file: file))
        let service = try map.required("service", try map.string("service"))
        let host = try map.required("host", try map.string("host") ?? dialect.host)
        let version = dialect.isVersioned ? try map.string("api_version") : nil
        let reader = RESTEntryReader(dialect: dialect, service: service, host: host, version: version)
        var resources: [RESTResource] = []
        for node in try map.required("types", try map.sequence("types")) {
            var entry = try YAMLMapping(node, path: "types")
            let resource = try reader.resource(&entry, before: resources)
            guard !resources.contains(where: { $0.type == resource.type }) else {
                throw entry.invalid("type", "is there twice")
            }
            resources.append(resource)
        }
        try map.end()
        self.service = service
        self.resources = resources
    }
}
