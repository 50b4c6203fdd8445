// SPDX-License-Identifier: Apache-2.0
import Audit
import Rotation
import Snapshot

/// Does one run of the agent, and says what came of it.
struct WorkExecutor: Sendable {
    /// With the observer of this run.
    let context: RunContext
    let ledger: SnapshotLedger
    let wording: any RunWording

    /// - Returns: always an end; a cancelled one where the task was cancelled and the work heeded it.
    func execute(_ record: RunRecord) async -> RunEnd {
        do throws(AgentError) {
            guard try await isOurs(record) else {
                return RunEnd(state: .taken, summary: "another agent has taken it")
            }
            switch record.work {
            case .snapshot(let scope): return try await snapshot(record.id, scope, isNew: true)
            case .resumption(let snapshot, let scope): return try await self.snapshot(snapshot, scope, isNew: false)
            case .rotation(let provider, let secret, let settings, let goal):
                let run = try RotationRun(provider, context, secret: secret, settings: settings, id: record.id)
                return end(try await run.run(goal))
            case .delivery: return try await deliver()
            case .auditVerification: return try await verify(record)
            }
        } catch {
            if case .interrupted = error { return RunEnd(state: .cancelled) }
            return RunEnd(state: .failed, problem: wording.problem(error))
        }
    }

    /// Where agents share a schedule, an occurrence is the one's that has taken it. What concerns the agent's own log and
    /// its own disk is everybody's.
    private func isOurs(_ record: RunRecord) async throws(AgentError) -> Bool {
        guard record.work.isShared, case .schedule(let job, let occurrence) = record.cause,
            let secret = context.configuration.schedule?.claim(of: job)
        else { return true }
        return try await OccurrenceClaim(context: context, secret: secret).take(occurrence)
    }

    private func snapshot(
        _ id: SnapshotID, _ scope: SnapshotScope, isNew: Bool
    ) async throws(AgentError) -> RunEnd {
        let unfinished = UnfinishedSnapshots(context.configuration)
        if !isNew, let path = unfinished?.closed(id) { return try close(path, unfinished) }
        try ledger.begins(id, scope)
        let context = context.with(context.configuration.narrowed(to: scope))
        return end(try await (isNew ? SnapshotRun(context, id: id) : SnapshotRun(context, resuming: id)).run())
    }

    /// The process ended between the snapshot's new name and the end of its journal.
    private func close(_ path: String, _ unfinished: UnfinishedSnapshots?) throws(AgentError) -> RunEnd {
        let verified = try context.configuration.verified(path)
        let outstanding = try unfinished?.forget(verified) ?? []
        let isWhole = verified.manifest.isComplete && outstanding.isEmpty
        return RunEnd(
            state: isWhole ? .succeeded : .incomplete, summary: "it was closed already", locations: [path])
    }

    private func deliver() async throws(AgentError) -> RunEnd {
        guard let run = DeliveryRun(context) else { return RunEnd(state: .succeeded, summary: "nothing is kept here") }
        let pending = try run.pending()
        if pending.isEmpty { return RunEnd(state: .succeeded, summary: "nothing is outstanding") }
        let outcome = try await run.run(pending)
        return RunEnd(
            state: outcome.undelivered.isEmpty ? .succeeded : .incomplete,
            summary:
                "\(outcome.delivered.count) snapshots are delivered, \(outcome.undelivered.count) deliveries are outstanding",
            problem: outcome.undelivered.first.map { wording.problem($0.place.cause) })
    }

    /// What was not signed for yet is: an agent that does nothing else signs nothing else.
    private func verify(_ record: RunRecord) async throws(AgentError) -> RunEnd {
        do throws(AgentError) {
            var isHeldToAnchor = true
            do throws(AgentError) {
                try await context.withSecrets(run: record.id.text) { (_, _) in }
            } catch {
                if error.endsVerification { throw error }
                isHeldToAnchor = false
                context.observer.warning("what the log holds last is not signed for: \(wording.problem(error).message)")
            }
            let log = try verified()
            var summary = "the audit log holds: \(log.checkpoint.size) entries, \(log.unsignedEntries) not signed yet"
            if context.configuration.audit.anchor == nil || isHeldToAnchor {
                context.observer.noted(.verified(holds: true))
            } else {
                // An old copy holds by itself: what was found before is not taken back.
                summary += ", and was not held to its anchor"
            }
            return RunEnd(state: .succeeded, summary: summary)
        } catch {
            if case .audit(let cause) = error, cause.isEvidence { context.observer.noted(.verified(holds: false)) }
            throw error
        }
    }

    private func verified() throws(AgentError) -> VerifiedLog {
        do {
            return try context.configuration.audit.log.verify()
        } catch {
            throw .audit(error)
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
}

extension AgentError {
    /// Anything else that keeps the log from being signed does not keep it from being verified.
    fileprivate var endsVerification: Bool {
        switch self {
        case .interrupted: true
        case .audit(let error): error.isEvidence
        default: false
        }
    }
}
