// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
package import Snapshot

extension AgentDesk {
    /// Runs wait for it, and whoever asked may have gone.
    private static let longestPlan = Duration.seconds(120)

    /// What a snapshot would do; nil while a run is under way.
    ///
    /// - Parameter subject: of the token of whoever asks, for the audit log.
    /// - Throws: ``AgentError/interrupted`` after two minutes.
    package func plan(for subject: String) async throws(AgentError) -> SnapshotPlan? {
        try await unlessBusy { (context) async throws(AgentError) in
            defer { vitals.runEnded() }
            let run = SnapshotRun(context)
            try context.note(
                AgentPlan.self, run: run.snapshot.text, target: context.configuration.environment,
                detail: ["subject": .string(subject)])
            let result = await Cancellation.after(Self.longestPlan, on: context.clock) {
                await Result.awaiting(run.plan)
            }
            guard let result else { throw .defect("a plan without an end") }
            return try result.get()
        }
    }
}
