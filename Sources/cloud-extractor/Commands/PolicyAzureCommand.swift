// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Azure
import Cloud
import JSON
import REST

struct PolicyAzureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "azure", abstract: "Print what an operator grants in Azure and Entra.",
        subcommands: [Reader.self, Rotator.self], defaultSubcommand: Reader.self)

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

    struct Rotator: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotator",
            abstract: "What replacing the application's credentials needs, as az ad app create takes it.",
            discussion: """
                Besides this role of Microsoft Graph, which an administrator consents to, the rotator's application must be
                an owner of the agent's. It needs no role in any subscription.

                EXAMPLES
                  cloud-extractor policy azure rotator
                """)

        func run() throws { _ = try Console.output(AzureRole.rotator.indented) }
    }
}
