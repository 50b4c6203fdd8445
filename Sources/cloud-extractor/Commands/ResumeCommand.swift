// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Snapshot

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Finish a snapshot that was interrupted.",
        discussion: """
            Units that were ended are taken as they are, but for those that had failed; the others go on behind the last
            page whose records are on the disk. The configuration and the program must be what the snapshot was begun
            with.

            EXAMPLES
              cloud-extractor resume --config config/production.yaml
              cloud-extractor resume 01JD9Y6S41TSV4RRFFQ69G5FAV --config config/production.yaml
            """)

    @Argument(help: "The snapshot's id; not needed where only one is unfinished.")
    var snapshot: String?

    @OptionGroup var options: ConfigurationOptions

    @OptionGroup var progress: ProgressOptions

    @Option(name: .long, help: "complete: exit with 0 only if every unit was read; readable: also if some were denied.")
    var require = Requirement.complete

    func run() async throws {
        try await progress.following { (display) async throws(Failure) in try await resume(display) }
    }

    private func resume(_ display: any ProgressDisplay) async throws(Failure) {
        let configuration = try options.load()
        guard let unfinished = UnfinishedSnapshots(configuration) else {
            throw Failure(.notResumable, "the transport keeps nothing that could be gone on with")
        }
        let id = try chosen(among: unfinished)
        if let path = unfinished.closed(id) {
            let verified = try SnapshotReader(configuration: configuration).verified(path)
            let outstanding = try Self.forget(verified, unfinished)
            display.finished("snapshot \(id) was closed already")
            _ = try Console.output(path + "\n")
            if !outstanding.isEmpty {
                throw Failure(
                    .undelivered, "it is still to be delivered to \(outstanding.joined(separator: ", "))",
                    hint: "cloud-extractor deliver \(id)")
            }
            return try require.check(verified.manifest)
        }
        let run = SnapshotRun(RunContext(configuration, display), resuming: id)
        try await run.report(require, to: display)
    }

    private static func forget(
        _ snapshot: VerifiedSnapshot, _ unfinished: UnfinishedSnapshots
    ) throws(Failure) -> [String] {
        do {
            return try unfinished.forget(snapshot)
        } catch {
            throw Failure(error)
        }
    }

    private func chosen(among unfinished: UnfinishedSnapshots) throws(Failure) -> SnapshotID {
        if let snapshot {
            guard let id = SnapshotID(snapshot) else {
                throw Failure(.notResumable, "\(snapshot) is no id of a snapshot", hint: "26 letters and digits")
            }
            return id
        }
        let all: [SnapshotID]
        do {
            all = try unfinished.all()
        } catch {
            throw Failure(error)
        }
        guard let only = all.first else { throw Failure(.notResumable, "no snapshot is unfinished") }
        guard all.count == 1 else {
            throw Failure(
                .notResumable, "\(all.count) snapshots are unfinished", hint: all.map(\.text).joined(separator: ", "))
        }
        return only
    }
}
