// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
import Cloud
import JSON
import Vault

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Print the least-privilege policies, generated from the catalogue and the configuration.",
        subcommands: [PolicyAWSCommand.self, PolicyVaultCommand.self])
}

struct PolicyAWSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aws", abstract: "Print the permission policy of the role that is assumed.",
        discussion: """
            EXAMPLES
              cloud-extractor policy aws
              cloud-extractor policy aws --service ec2
            """)

    @Option(name: .long, help: "Only what this service's extractors need; may be repeated.")
    var service: [String] = []

    func run() throws {
        let catalogue = try AWSCatalogue.loaded()
        for name in service where !catalogue.services.contains(name) {
            throw Failure(
                .configuration, "there is no service '\(name)'",
                hint: "there are \(catalogue.services.joined(separator: ", "))")
        }
        let resources = catalogue.resources.filter { service.isEmpty || service.contains($0.type.service) }
        let policy = SessionPolicy(actions: resources.flatMap(\.permissions))
        _ = try Console.output(policy.document.indented)
    }
}

struct PolicyVaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "Print the Vault policy of a role, for the paths of the configuration.",
        discussion: """
            EXAMPLES
              cloud-extractor policy vault reader --config config/production.yaml
              cloud-extractor policy vault rotator --config config/production.yaml
            """)

    @Argument(help: "One of \(VaultRole.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: VaultRole

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        _ = try Console.output(role.policy(try options.load(try .loaded())).text)
    }
}

extension VaultRole: ExpressibleByArgument {}
