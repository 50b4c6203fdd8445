// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
import Cloud
import JSON
import Snapshot

struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Take a snapshot and print where it is.",
        discussion: """
            Logs in to Vault, reads the credentials and keys, assumes the role with a session policy of exactly the
            actions that the enabled extractors need, extracts, seals every record, and signs the manifest.

            Exits with 0 only if every unit is complete. With --plan nothing is taken: the units are printed, with the calls
            and permissions of each and the sessions that would make them.

            EXAMPLES
              cloud-extractor snapshot --config config/production.yaml
              cloud-extractor snapshot --config config/production.yaml --quiet --require readable
              cloud-extractor snapshot --config config/production.yaml --plan
              cloud-extractor snapshot --config config/production.yaml --plan --json | jq '.units[].permissions'
            """)

    @OptionGroup var options: ConfigurationOptions

    @OptionGroup var part: ShardOptions

    @OptionGroup var progress: ProgressOptions

    @Option(name: .long, help: "complete: exit with 0 only if every unit was read; readable: also if some were denied.")
    var require = Requirement.complete

    @Flag(name: .long, help: "Print what would be done, and take nothing.")
    var plan = false

    @Flag(name: .long, help: "With --plan: one JSON object.")
    var json = false

    func validate() throws {
        if json, !plan { throw ValidationError("--json goes with --plan") }
    }

    func run() async throws {
        let shard = try part.chosen()
        try await progress.following { (display) async throws(Failure) in
            let configuration = try options.load()
            let run = SnapshotRun(RunContext(configuration, display), shard: shard)
            if plan { try await printPlan(run) } else { try await run.report(require, to: display) }
        }
    }

    private func printPlan(_ run: SnapshotRun) async throws(Failure) {
        let plan = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await run.plan()
            } catch {
                throw Failure(error)
            }
        }
        _ = try Console.output(json ? plan.json.indented : plan.lines.joined(separator: "\n") + "\n")
    }
}
