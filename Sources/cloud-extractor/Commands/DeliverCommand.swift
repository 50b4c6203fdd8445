// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Snapshot

struct DeliverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "Take closed snapshots to where they are still missing.",
        discussion: """
            Snapshots that could not be delivered when they were closed lie where they were put together. Each is
            verified, and goes on behind the files that the far side has. A snapshot that is named, and of which nothing
            is outstanding, is taken to every place of the configuration.

            EXAMPLES
              cloud-extractor deliver --config config/production.yaml
              cloud-extractor deliver 01JD9Y6S41TSV4RRFFQ69G5FAV --config config/production.yaml
            """)

    @Argument(help: "Ids of snapshots; all that are pending where none is given.")
    var snapshots: [String] = []

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    func run() async throws {
        let configuration = try options.load()
        let lines = PlainProgress(isQuiet: quiet)
        guard !configuration.transport.destinations.isEmpty,
            let run = DeliveryRun(RunContext(configuration, lines))
        else { throw Failure(.configuration, "transport names no place to deliver to", hint: "see docs/delivery.md") }
        let outcome = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                let named = try SnapshotID.named(snapshots)
                let chosen = if let named { named } else { try run.pending() }
                return chosen.isEmpty ? nil : try await run.run(chosen)
            } catch {
                throw Failure(error)
            }
        }
        guard let outcome else {
            if !quiet { Console.line("nothing is outstanding") }
            return
        }
        for id in outcome.delivered { _ = try Console.output("\(id)\n") }
        guard !outcome.undelivered.isEmpty else { return }
        for (snapshot, place) in outcome.undelivered {
            Console.warning("\(snapshot) is not at \(place.address): \(Failure(place.cause).message)")
        }
        throw Failure(undelivered: outcome.undelivered.map(\.place.cause))
    }
}

extension Failure {
    /// - Parameter causes: why places have not got a snapshot; at least one.
    init(undelivered causes: [AgentError]) {
        let failures = causes.map { Failure($0) }
        let isInterrupted = failures.contains { $0.status == .interrupted }
        self.init(
            isInterrupted ? .interrupted : .undelivered,
            "\(causes.count) deliveries are outstanding; what is to be delivered is kept",
            hint: failures.lazy.compactMap(\.hint).first ?? "go on: cloud-extractor deliver")
    }
}
