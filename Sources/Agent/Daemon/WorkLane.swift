// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Posix
import Snapshot

/// Does the runs of the queue, one after the other, in the order of their coming.
struct WorkLane: Sendable {
    let desk: AgentDesk
    let ledger: SnapshotLedger
    let wording: any RunWording
    let logger: Logger
    /// Asked before each beginning; what it throws is the run's end.
    let begins: @Sendable (RunCause) async throws(AgentError) -> Void
    /// Told of each end.
    let ended: @Sendable (RunRecord) async -> Void

    /// Until the queue is closed. A run that is cancelled with the task is an interrupted one.
    func run() async {
        for await id in desk.book.queue {
            await desk.turnstile.enter()
            await run(id)
            desk.turnstile.leave()
        }
    }

    /// What waited when the agent ended, or was cancelled while it did. Once nothing runs any more, which has the log.
    func leave(_ waiting: [RunRecord]) async { for record in waiting { await notBegun(record) } }

    /// A run that never began leaves the traces of one that did.
    private func notBegun(_ record: RunRecord) async {
        var end = RunEnd(state: record.state, summary: "it has not begun")
        do throws(AgentError) {
            let id = record.id.text
            try desk.context.note(AgentRun.self, run: id, target: id, detail: record.intent)
            try desk.context.conclude(AgentRun.self, run: id, target: id, detail: record.outcome(end))
        } catch {
            end.problem = wording.problem(error)
        }
        settle(record, end)
        await tell(record, end, logger(of: record))
    }

    /// Whoever wants to know: the log, the metrics, and who waits for it.
    private func tell(_ record: RunRecord, _ end: RunEnd, _ logger: Logger) async {
        log(end, logger)
        RunMetrics.ended(record, end, at: desk.wallClock.now(), desk.configuration)
        await ended(record)
    }

    private func logger(of record: RunRecord) -> Logger {
        var logger = logger
        logger[metadataKey: "run"] = "\(record.id)"
        logger[metadataKey: "work"] = "\(record.work.kind.rawValue)"
        logger[metadataKey: "cause"] = "\(record.cause.text)"
        return logger
    }

    private func run(_ id: SnapshotID) async {
        guard let (record, cancelled) = desk.book.begin(id, at: desk.wallClock.now()) else {
            if let record = desk.book.cancelledWaiting(id) { await notBegun(record) }
            return
        }
        let logger = logger(of: record)
        logger.info("a run begins")
        let watcher = RunWatcher(id, desk, logger: logger)
        let executor = WorkExecutor(
            context: desk.context.watched(by: watcher), ledger: ledger, wording: wording)
        var end: RunEnd
        do throws(AgentError) {
            try desk.context.note(AgentRun.self, run: id.text, target: id.text, detail: record.intent)
            do throws(AgentError) {
                try await begins(record.cause)
                end =
                    await Cancellation.when(cancelled) { await executor.execute(record) }
                    ?? RunEnd(state: .interrupted)
            } catch {
                end = RunEnd(state: .failed, problem: wording.problem(error))
            }
            // Whoever wanted it to end is known by now.
            let told = desk.book.record(id) ?? record
            if end.state == .cancelled, told.cancelledBy == nil { end = RunEnd(state: .interrupted) }
            try desk.context.conclude(AgentRun.self, run: id.text, target: id.text, detail: told.outcome(end))
        } catch {
            end = RunEnd(state: .failed, problem: wording.problem(error))
        }
        settle(record, end)
        ExtractionMetrics.runEnded()
        desk.vitals.runEnded()
        desk.book.end(id, end, at: desk.wallClock.now())
        await tell(desk.book.record(id) ?? record, end, logger)
    }

    private func settle(_ record: RunRecord, _ end: RunEnd) {
        guard let snapshot = record.snapshot else { return }
        do throws(AgentError) {
            try ledger.ended(
                snapshot, isUnfinished: UnfinishedSnapshots(desk.configuration)?.holds(snapshot) == true,
                isCancelled: end.state == .cancelled)
        } catch {
            logger.error(
                "what became of a snapshot cannot be written down",
                metadata: ["snapshot": "\(snapshot)", "problem": "\(wording.problem(error).message)"])
        }
    }

    private func log(_ end: RunEnd, _ logger: Logger) {
        var metadata: Logger.Metadata = ["state": "\(end.state.rawValue)"]
        if let summary = end.summary { metadata["summary"] = "\(summary)" }
        if let problem = end.problem {
            metadata["problem"] = "\(problem.message)"
            metadata["exit_code"] = "\(problem.exitCode)"
        }
        let level: Logger.Level =
            switch end.state {
            case .failed: .error
            case .incomplete, .cancelled, .interrupted: .warning
            case .queued, .running, .succeeded, .taken: .info
            }
        logger.log(level: level, "a run ended", metadata: metadata)
    }
}
