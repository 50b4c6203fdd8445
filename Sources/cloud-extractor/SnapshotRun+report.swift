// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import Snapshot

extension SnapshotRun {
    /// Takes the snapshot, prints where it is, and fails if it is not what it must be.
    func report(_ requirement: Requirement, to display: any ProgressDisplay) async throws(Failure) {
        let outcome = try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await run()
            } catch {
                throw Failure(error)
            }
        }
        try outcome.report(requirement, to: display)
    }
}

extension SnapshotRun.Outcome {
    /// Prints where the snapshot is, and fails if it is not what it must be.
    func report(_ requirement: Requirement, to display: any ProgressDisplay) throws(Failure) {
        // First: on a terminal both outputs are one, and what is drawn anew must not go over what stays.
        display.finished("snapshot \(manifest.snapshot): \(manifest.summary)")
        for location in locations {
            do throws(Failure) {
                _ = try Console.output(location + "\n")
            } catch {
                throw Failure(error.status, error.message, hint: "the snapshot itself is whole: \(location)")
            }
        }
        for place in undelivered {
            display.warning("not at \(place.address): \(Failure(place.cause).message)")
        }
        if !undelivered.isEmpty { throw Failure(undelivered: undelivered.map(\.cause)) }
        try requirement.check(manifest)
    }
}
