// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Snapshot
import Synchronization

/// What the parts of a running agent share: the configuration of the hour, the book of its runs, and the one place at
/// which anything is done that needs Vault and the audit log.
package final class AgentDesk: Sendable {
    package let book = RunBook()
    let vitals: AgentVitals
    /// One run at a time: the audit log has one writer.
    let turnstile = Turnstile()
    private let current: Mutex<RunContext>

    package init(_ context: RunContext, _ vitals: AgentVitals) {
        self.vitals = vitals
        current = Mutex(context)
    }

    package var context: RunContext { current.withLock(\.self) }
    package var configuration: AgentConfiguration { context.configuration }
    package var wallClock: any WallClock { context.wallClock }

    /// From the next run on, the agent works by another configuration.
    package func replace(_ configuration: AgentConfiguration) {
        current.withLock { $0 = $0.with(configuration) }
        let rotators = [configuration.aws?.rotator, configuration.azure?.rotator, configuration.gcp?.rotator]
        vitals.forgetCredentials(but: Set(configuration.secretNames + rotators.compactMap { $0 }))
    }

    /// Puts a run into the queue.
    package func request(_ work: AgentWork, _ cause: RunCause) throws(RunBook.Refusal) -> RunRecord {
        try book.enqueue(work, cause, at: wallClock.now())
    }

    package func cancel(_ run: SnapshotID, by subject: String) -> Bool {
        book.cancel(run, by: subject, at: wallClock.now())
    }

    /// Does something that is no run, and needs Vault and the audit log as runs do: in between them.
    package func between<R: Sendable>(
        _ work: @Sendable (RunContext) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        await turnstile.enter()
        defer { turnstile.leave() }
        if Task.isCancelled { throw .interrupted }
        return try await work(context)
    }

    /// As ``between(_:)``, and nothing where a run is under way: whoever asks would wait for hours.
    package func unlessBusy<R: Sendable>(
        _ work: @Sendable (RunContext) async throws(AgentError) -> R
    ) async throws(AgentError) -> R? {
        guard turnstile.tryEnter() else { return nil }
        defer { turnstile.leave() }
        return try await work(context)
    }
}
