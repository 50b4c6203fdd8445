// SPDX-License-Identifier: Apache-2.0
import AWS
import ArgumentParser
import Cloud
import JSON

struct PolicyAWSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aws", abstract: "Print the policies that an operator makes in IAM.",
        subcommands: [Reader.self, Trust.self, Assume.self, Rotator.self], defaultSubcommand: Reader.self)

    struct Reader: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reader", abstract: "The permissions of the role that is assumed.",
            discussion: """
                All types need more than one managed policy holds; the parts are attached to one role.

                EXAMPLES
                  cloud-extractor policy aws --part 1
                  cloud-extractor policy aws --service ec2 --service s3
                """)

        @Option(name: .long, help: "Only what this service's extractors need; may be repeated.")
        var service: [String] = []

        @Option(name: .long, help: "Which of the parts, from 1.")
        var part: Int?

        @OptionGroup var options: CatalogueOptions

        func run() throws {
            let catalogue = try options.catalogue()
            try Failure.check(services: service, among: catalogue.services)
            let resources = try catalogue.loaded().filter { service.isEmpty || service.contains($0.type.service) }
            // Which accounts and regions there are is asked before anything of them.
            var actions = resources.flatMap(\.permissions)
            if resources.contains(where: { $0.placement == .region }) { actions.append(RegionStatus.permission) }
            if service.isEmpty { actions += OrganizationAccount.permissions }
            let parts = RolePolicy.reader(actions)
            guard let part = part ?? (parts.count == 1 ? 1 : nil), parts.indices.contains(part - 1) else {
                throw Failure(
                    .configuration, "this is more than one managed policy may hold: there are \(parts.count) parts",
                    hint: "print each with --part 1 to --part \(parts.count)")
            }
            _ = try Console.output(parts[part - 1].indented)
        }
    }

    struct Trust: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trust", abstract: "Who may assume the role.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy aws trust --user arn:aws:iam::111122223333:user/cloud-extractor --external-id 7c1d2f0e
                """)

        @Option(name: .long, help: "The ARN of the user whose key is in Vault.")
        var user: String

        @Option(name: .long, help: "As in cloud_providers.aws.external_id.")
        var externalID: String

        @OptionGroup var actions: SessionActionFlags

        func run() throws {
            _ = try Console.output(RolePolicy.trust(user: user, externalID: externalID, actions.actions).indented)
        }
    }

    struct Assume: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assume", abstract: "All that the user may do: assume the role.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy aws assume --role arn:aws:iam::111122223333:role/cloud-extractor-read
                """)

        @Option(name: .long, help: "The ARN of the role; repeated where there is one in each of several accounts.")
        var role: [String]

        @OptionGroup var actions: SessionActionFlags

        func run() throws { _ = try Console.output(RolePolicy.assume(roles: role, actions.actions).indented) }
    }

    struct Rotator: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotator", abstract: "What replacing the user's access key needs.",
            discussion: """
                EXAMPLES
                  cloud-extractor policy aws rotator --user arn:aws:iam::111122223333:user/cloud-extractor
                """)

        @Option(name: .long, help: "The ARN of the user whose key is in Vault.")
        var user: String

        func run() throws { _ = try Console.output(RolePolicy.rotator(user: user).indented) }
    }
}
