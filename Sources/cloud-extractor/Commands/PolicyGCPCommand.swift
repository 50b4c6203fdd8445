// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Cloud
import GCP
import JSON
import REST

struct PolicyGCPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gcp", abstract: "Print the custom roles that an operator makes in Google Cloud.",
        subcommands: [Reader.self, Rotator.self], defaultSubcommand: Reader.self)

    struct Reader: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reader", abstract: "What the service account may do, as gcloud iam roles create takes it.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy gcp
                  cloud-extractor policy gcp --service compute --service storage
                """)

        @Option(name: .long, help: "Only what this service's extractors need; may be repeated.")
        var service: [String] = []

        func run() throws {
            let resources = try GCPCatalogue.embedded.resources(of: service)
            _ = try Console.output(GCPRole.reader(resources.flatMap(\.permissions)).indented)
        }
    }

    struct Rotator: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotator", abstract: "What replacing a service account's keys needs, on that account alone.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy gcp rotator
                """)

        func run() throws { _ = try Console.output(GCPRole.rotator.indented) }
    }
}
