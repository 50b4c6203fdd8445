// SPDX-License-Identifier: Apache-2.0
import Audit
import Rotation
import Snapshot

/// Does one run of the agent, and says what came of it.
struct WorkExecutor: Sendable {
    /// With the observer of this run.
    let context: RunContext
    let wording: any RunWording
    let rotation: RotationSettings

    /// As ``execute(_:as:)``, of an occurrence that no other agent has taken.
    func execute(_ record: RunRecord) async -> RunEnd {
        if case .schedule(let job, let occurrence) = record.cause, let lock = context.configuration.schedule?.lock {
            do throws(AgentError) {
                let claim = OccurrenceClaim(context: context, lock: lock)
                guard try await claim.take(occurrence, of: job) else {
                    return RunEnd(state: .succeeded, summary: "another agent has taken it")
                }
            } catch {
                return end(error)
            }
        }
        return await execute(record.work, as: record.id)
    }

    private func end(_ error: AgentError) -> RunEnd {
        if case .interrupted = error { return RunEnd(state: .cancelled) }
        return RunEnd(state: .failed, problem: wording.problem(error))
    }

    /// - Returns: always an end; a cancelled one where the task was cancelled and the work heeded it.
    private func execute(_ work: AgentWork, as id: SnapshotID) async -> RunEnd {
        do throws(AgentError) {
            switch work {
            case .snapshot(let scope):
                let context = context.with(context.configuration.narrowed(to: scope))
                return end(try await SnapshotRun(context, id: id).run())
            case .resumption(let snapshot): return end(try await SnapshotRun(context, resuming: snapshot).run())
            case .rotation(let provider, let secret):
                let run = try RotationRun(provider, context, secret: secret, settings: rotation)
                return end(try await run.run(.rotate))
            case .auditVerification: return try verify()
            }
        } catch {
            return end(error)
        }
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
        let audit = context.configuration.audit
        do {
            let log = try LogVerifier(directory: audit.directory, verifier: audit.verifier).verify()
            return RunEnd(
                state: .succeeded,
                summary: "the audit log holds: \(log.checkpoint.size) entries, \(log.unsignedEntries) not signed yet")
        } catch {
            throw .audit(error)
        }
    }
}
