// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Print least-privilege policies, generated from what the program does.",
        subcommands: [
            PolicyAWSCommand.self, PolicyAzureCommand.self, PolicyGCPCommand.self, PolicyVaultCommand.self,
        ])
}
