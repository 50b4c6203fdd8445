// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import Snapshot

extension SnapshotRun {
    /// Takes the snapshot, prints where it is, and fails if it is not what it must be.
    func report(_ requirement: Requirement, isQuiet: Bool) async throws(Failure) {
        let outcome = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await run()
            } catch {
                throw Failure(error)
            }
        }
        let manifest = outcome.manifest
        for location in outcome.locations {
            do throws(Failure) {
                _ = try Console.output(location + "\n")
            } catch {
                throw Failure(error.status, error.message, hint: "the snapshot itself is whole: \(location)")
            }
        }
        if !isQuiet { Console.line("snapshot \(manifest.snapshot): \(manifest.summary)") }
        for place in outcome.undelivered {
            Console.warning("not at \(place.address): \(Failure(place.cause).message)")
        }
        if let first = outcome.undelivered.first {
            throw Failure(undelivered: outcome.undelivered.count, hint: Failure(first.cause).hint)
        }
        try requirement.check(manifest)
    }
}
