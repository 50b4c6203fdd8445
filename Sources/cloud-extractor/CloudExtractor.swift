// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import HTTP
import Posix

@main
struct CloudExtractor: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "cloud-extractor",
        abstract: "Takes encrypted, signed inventories of clouds with credentials borrowed from Vault.",
        discussion: """
            Data goes to standard output, everything else to standard error. Exit codes are listed in
            docs/exit-codes.md.

            EXAMPLES
              cloud-extractor snapshot --config config/production.yaml
              cloud-extractor verify SNAPSHOT --public-key audit.vkey
              cloud-extractor decrypt SNAPSHOT --config config/production.yaml | jq .metadata.arn
              cloud-extractor audit verify /var/lib/cloud-extractor/audit --public-key audit.vkey
            """,
        version: version,
        subcommands: [
            SnapshotCommand.self, ResumeCommand.self, DeliverCommand.self, MergeCommand.self, VerifyCommand.self,
            DecryptCommand.self,
            DiffCommand.self,
            AuditCommand.self,
            PolicyCommand.self,
            ExtractorsCommand.self, KeysCommand.self, RotateCommand.self, DoctorCommand.self, AgentCommand.self,
        ])

    static func main() async {
        do {
            try harden()
            var command = try parseAsRoot()
            // Here there is one thread: an asynchronous command has more.
            if let agent = command as? AgentCommand.Run { try AgentSandbox.enter(agent.options) }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Console.error(failure)
            Self.exit(withError: ExitCode(failure.status.rawValue))
        } catch {
            Self.exit(withError: error)
        }
    }

    private static func harden() throws(Failure) {
        do {
            try ProcessHardening.apply()
        } catch {
            throw Failure(.defect, "the process cannot be hardened: \(error)")
        }
        guard HTTPClient.wipeTLSMemory() else { throw Failure(.defect, "OpenSSL was used before its memory was wiped") }
    }
}
