// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Snapshot

struct KeysRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Seal closed snapshots anew under the ring's primary key.",
        discussion: """
            Each snapshot is verified, sealed anew beside its place and signed, and changes places with what it was in one
            step; its manifest says which one it came in place of. No plaintext touches the disk. A key that is dropped
            leaves the ring when nothing of the output directory needs it any more; older versions of the ring in Vault
            have it still, until they are destroyed.

            EXAMPLES
              cloud-extractor keys rotate --config config/production.yaml
              cloud-extractor keys rotate --drop 2025-11 --config config/production.yaml
            """)

    @Argument(help: "Ids of snapshots; all that are closed where none is given.")
    var snapshots: [String] = []

    @Option(name: .long, help: "A key that leaves the ring at the end; may be given several times.")
    var drop: [String] = []

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    func run() async throws {
        guard let run = RekeyRun(try options.context(PlainProgress(isQuiet: quiet))) else {
            throw Failure(.configuration, "the configuration keeps no snapshots", hint: "see transport.output_dir")
        }
        let outcome = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await run.run(try SnapshotID.named(snapshots), dropping: drop)
            } catch {
                throw Failure(error)
            }
        }
        for id in outcome.rekeyed { _ = try Console.output("\(id)\n") }
        for (snapshot, cause) in outcome.left { Console.warning("\(snapshot) is as it was: \(Failure(cause).message)") }
        if let first = outcome.left.first {
            let failure = Failure(first.cause)
            throw Failure(
                failure.status, "\(outcome.left.count) snapshots were left as they were, and no key was dropped",
                hint: failure.hint)
        }
        guard !quiet else { return }
        Console.line("\(outcome.rekeyed.count) snapshots sealed anew, \(outcome.untouched) were under the key already")
        for id in outcome.dropped {
            Console.line("the ring has no key \(id) any more; older versions of it in Vault have")
        }
    }
}
