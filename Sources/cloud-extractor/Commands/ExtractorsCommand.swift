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
        let list = try ExtractorList(aws: try options.catalogue())
        if json {
            _ = try Console.output(JSONValue.array(list.entries.map(\.json)).indented)
            return
        }
        for entry in list.entries {
            guard try Console.output("\(entry.type)\n") else { return }
        }
    }
}
