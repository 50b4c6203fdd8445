// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Vault

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

    @Option(name: .long, help: "The AppRole that logs in so, if it replaces its own secret id (rotate secret-id).")
    var appRole: String?

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        _ = try Console.output(role.policy(try options.load(), appRole: appRole).text)
    }
}

extension VaultRole: ExpressibleByArgument {}
