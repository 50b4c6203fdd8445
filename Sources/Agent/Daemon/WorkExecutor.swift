// SPDX-License-Identifier: Apache-2.0
import Audit
import Rotation
import Snapshot

/// Does one run of the agent, and says what came of it.
struct WorkExecutor: Sendable {
    /// With the observer of this run.
    let context: RunContext
    let wording: any RunWording

    /// - Returns: always an end; a cancelled one where the task was cancelled and the work heeded it.
    func execute(_ record: RunRecord) async -> RunEnd {
        do throws(AgentError) {
            guard try await isOurs(record.cause) else {
                return RunEnd(state: .succeeded, summary: "another agent has taken it")
            }
            switch record.work {
            case .snapshot(let scope):
                let context = context.with(context.configuration.narrowed(to: scope))
                return end(try await SnapshotRun(context, id: record.id).run())
            case .resumption(let snapshot): return end(try await SnapshotRun(context, resuming: snapshot).run())
            case .rotation(let provider, let secret):
                let run = try RotationRun(provider, context, secret: secret, settings: RotationSettings())
                return end(try await run.run(.rotate))
            case .auditVerification: return try verify()
            }
        } catch {
            if case .interrupted = error { return RunEnd(state: .cancelled) }
            return RunEnd(state: .failed, problem: wording.problem(error))
        }
    }

    /// An occurrence is, where agents share a schedule, the one's that has taken it.
    private func isOurs(_ cause: RunCause) async throws(AgentError) -> Bool {
        guard case .schedule(let job, let occurrence) = cause,
            let secret = context.configuration.schedule?.claim(of: job)
        else { return true }
        return try await OccurrenceClaim(context: context, secret: secret).take(occurrence)
    }

    private func end(_ outcome: SnapshotRun.Outcome) -> RunEnd {
        let isWhole = outcome.manifest.isComplete && outcome.undelivered.isEmpty
        var summary = outcome.manifest.summary
        if !outcome.undelivered.isEmpty { summary += ", \(outcome.undelivered.count) deliveries are outstanding" }
        return RunEnd(
            state: isWhole ? .succeeded : .incomplete, summary: summary, locations: outcome.locations,
            problem: outcome.undelivered.first.map { wording.problem($0.cause) })
    }

    private func end(_ ending: RotationEnding) -> RunEnd {
        do throws(RunProblem) {
            return RunEnd(state: .succeeded, summary: try wording.words(ending))
        } catch {
            return RunEnd(state: .failed, problem: error)
        }
    }

    private func verify() throws(AgentError) -> RunEnd {
        do {
            let log = try context.configuration.audit.log.verify()
            return RunEnd(
                state: .succeeded,
                summary: "the audit log holds: \(log.checkpoint.size) entries, \(log.unsignedEntries) not signed yet")
        } catch {
            throw .audit(error)
        }
    }
}
