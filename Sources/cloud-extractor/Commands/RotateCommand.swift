// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Cloud
import Rotation

struct RotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Replace a credential of a cloud, such that no crash loses one.",
        discussion: """
            A new key is made, stored in Vault, tried for a while, and made the current one; the old one stays good for
            the grace, is switched off for the soak, and is deleted then. Each run does what can be done by now: run it
            again when it says so. docs/rotation.md has the states.

            EXAMPLES
              cloud-extractor rotate aws --config config/production.yaml
              cloud-extractor rotate status aws --config config/production.yaml
              cloud-extractor rotate rollback aws --config config/production.yaml
              cloud-extractor rotate secret-id --config config/production.yaml
            """,
        subcommands: [
            Start.self, Status.self, Resume.self, Abort.self, Rollback.self, RotateRingCommand.self,
            RotateSigningKeyCommand.self, RotateSecretIDCommand.self,
        ], defaultSubcommand: Start.self)

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start", abstract: "Begin a rotation, or go on with the one that is under way.")

        @OptionGroup var options: RotationOptions

        @Flag(name: .long, help: "Change nothing, and print what would be changed first.")
        var dryRun = false

        func run() async throws { try await options.run(.rotate, isDryRun: dryRun) }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Print how far the rotation has got, as one JSON object.")

        @OptionGroup var options: RotationOptions

        func run() async throws { try await options.status() }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume", abstract: "Go on with what is under way, parked or not, and begin nothing.")

        @OptionGroup var options: RotationOptions

        @Flag(help: "Leave what is parked to somebody who has looked: for timers.")
        var unlessParked = false

        func run() async throws { try await options.run(unlessParked ? .finish : .resume) }
    }

    struct Abort: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "abort", abstract: "Take back a rotation whose new key is not the current one yet.")

        @OptionGroup var options: RotationOptions

        func run() async throws { try await options.run(.abort) }
    }

    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rollback", abstract: "Make the old key the current one again, while there is one.")

        @OptionGroup var options: RotationOptions

        func run() async throws { try await options.run(.rollback) }
    }
}
