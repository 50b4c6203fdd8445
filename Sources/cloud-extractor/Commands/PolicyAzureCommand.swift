// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Azure
import Cloud
import JSON
import REST

struct PolicyAzureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "azure", abstract: "Print the custom role that an operator makes in Azure.",
        subcommands: [Reader.self], defaultSubcommand: Reader.self)

    struct Reader: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reader", abstract: "What the application may do, as az role definition create takes it.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy azure --scope /subscriptions/11111111-1111-1111-1111-111111111111
                  cloud-extractor policy azure --service compute --service storage
                """)

        @Option(name: .long, help: "Only what this service's extractors need; may be repeated.")
        var service: [String] = []

        @Option(name: .long, help: "Where the role can be assigned; may be repeated.")
        var scope: [String] = ["/subscriptions/11111111-1111-1111-1111-111111111111"]

        func run() throws {
            let resources = try AzureCatalogue.embedded.resources(of: service)
            _ = try Console.output(AzureRole.reader(resources.flatMap(\.permissions), scopes: scope).indented)
        }
    }
}
