// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
import Cloud
import Snapshot

struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Take a snapshot and print where it is.",
        discussion: """
            Logs in to Vault, reads the credentials and keys, assumes the role with a session policy of exactly the
            actions that the enabled extractors need, extracts, seals every record, and signs the manifest.

            Exits with 0 only if every unit is complete.

            EXAMPLES
              cloud-extractor snapshot --config config/production.yaml
              cloud-extractor snapshot --config config/production.yaml --quiet
            """)

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    func run() async throws {
        let configuration = try options.load()
        let run = SnapshotRun(
            configuration, version: CloudExtractor.version, observer: ProgressLines(isQuiet: quiet))
        try await run.report(isQuiet: quiet)
    }
}
