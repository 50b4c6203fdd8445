// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one snapshot of the shards that processes took side by side.",
        discussion: """
            Every shard is verified, all of them must be there, and what they were taken with must be the same. Records
            are neither opened nor sealed anew: they stay under the keys of their shards. The shards stay as they are.

            EXAMPLES
              cloud-extractor snapshot --config config/production.yaml --shard 1/2
              cloud-extractor snapshot --config config/production.yaml --shard 2/2 --audit-directory /var/lib/audit-2
              cloud-extractor merge 01JD9Y6S41TSV4RRFFQ69G5FAV 01JD9Y6S42E8Q0W0X5N9Z3T7KM --config config/production.yaml
              cloud-extractor merge --unmerged --config config/production.yaml
            """)

    @Argument(help: "The shards: directories, or ids of snapshots in output_dir.")
    var shards: [String] = []

    @Flag(name: .long, help: "Instead of names: the shards in output_dir that no merged snapshot there was made of.")
    var unmerged = false

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    @Option(name: .long, help: "complete: exit with 0 only if every unit was read; readable: also if some were denied.")
    var require = Requirement.complete

    func validate() throws {
        if unmerged != shards.isEmpty { throw ValidationError("name the shards, or say --unmerged") }
    }

    func run() async throws {
        let lines = PlainProgress(isQuiet: quiet)
        guard let run = MergeRun(try options.context(lines)) else {
            throw Failure(.configuration, "the transport keeps nothing that could be merged")
        }
        let outcome = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await run.run(unmerged ? try run.unmerged() : shards)
            } catch {
                throw Failure(error)
            }
        }
        try outcome.report(require, to: lines)
    }
}
