// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Posix
import Snapshot

/// Does the runs of the queue, one after the other, in the order of their coming.
struct WorkLane: Sendable {
    let desk: AgentDesk
    let wording: any RunWording
    let logger: Logger
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

    private func run(_ id: SnapshotID) async {
        guard let (record, cancelled) = desk.book.begin(id, at: desk.wallClock.now()) else {
            // Cancelled while it waited: its job may begin again.
            if let record = desk.book.record(id) { await ended(record) }
            return
        }
        var logger = logger
        logger[metadataKey: "run"] = "\(id)"
        logger[metadataKey: "work"] = "\(record.work.kind)"
        logger.info("a run begins", metadata: ["cause": "\(record.cause)"])
        let watcher = RunWatcher(id, desk, logger: logger)
        let executor = WorkExecutor(context: desk.context.watched(by: watcher), wording: wording)
        var end: RunEnd
        do throws(AgentError) {
            try desk.context.note(
                AgentRunBegin.self, run: id.text, target: id.text,
                detail: ["work": .string(record.work.kind), "cause": record.cause.json])
            end = await Cancellation.when(cancelled) { await executor.execute(record) } ?? RunEnd(state: .interrupted)
        } catch {
            end = RunEnd(state: .failed, problem: wording.problem(error))
        }
        if end.state == .cancelled, Task.isCancelled { end = RunEnd(state: .interrupted) }
        desk.vitals.runEnded()
        desk.book.end(id, end, at: desk.wallClock.now())
        log(end, logger)
        RunMetrics.ended(record, end, at: desk.wallClock.now(), desk.configuration)
        if let record = desk.book.record(id) { await ended(record) }
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
            case .queued, .running, .succeeded: .info
            }
        logger.log(level: level, "a run ended", metadata: metadata)
    }
}
