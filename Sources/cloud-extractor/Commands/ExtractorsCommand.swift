// SPDX-License-Identifier: Apache-2.0
import AWS
import ArgumentParser
import Cloud
import JSON

struct ExtractorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extractors", abstract: "List the resource types that can be extracted.",
        discussion: """
            EXAMPLES
              cloud-extractor extractors
              cloud-extractor extractors --json | jq '.[].permissions[]'
            """)

    @Flag(name: .long, help: "Print JSON, with calls and permissions.")
    var json = false

    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let resources = try options.catalogue().loaded()
        if json {
            let list = JSONValue.array(
                resources.map { resource in
                    [
                        "resource_type": .string(resource.type.description),
                        "placement": .string(resource.placement.rawValue),
                        "operations": JSONValue(strings: resource.operations),
                        "permissions": JSONValue(strings: resource.permissions.map(\.name)),
                    ]
                })
            _ = try Console.output(list.indented)
            return
        }
        for resource in resources {
            guard try Console.output("\(resource.type)\n") else { return }
        }
    }
}
