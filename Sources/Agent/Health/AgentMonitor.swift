// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import Posix
import Synchronization

/// What outsiders may know of the agent: whether it lives, whether it can work, and its metrics.
package final class AgentMonitor: Sendable {
    private struct State {
        var isReady = false
        var checks: [HealthCheck] = []
        var checked: Duration?
    }

    /// Anybody may ask, and asking costs calls: within so long the last answer is good.
    static let freshness = Duration.seconds(10)

    private let desk: AgentDesk
    private let http: HTTPClient
    private let exposition: @Sendable () -> String
    private let stopwatch: Stopwatch
    private let state = Mutex(State())
    private let turnstile = Turnstile()

    /// - Parameter exposition: the metrics, in Prometheus' text format.
    package init(_ desk: AgentDesk, exposition: @escaping @Sendable () -> String) throws(AgentError) {
        self.desk = desk
        self.exposition = exposition
        do {
            http = try HTTPClient()
        } catch {
            throw .http(error)
        }
        stopwatch = Stopwatch(desk.context.clock)
    }

    /// Whether it has begun to take work, and does so still.
    package var isReady: Bool { state.withLock(\.isReady) }

    package func ready(_ isReady: Bool) { state.withLock { $0.isReady = isReady } }

    package var metrics: String {
        desk.vitals.record(at: desk.wallClock.now())
        RunMetrics.log(desk.configuration.audit, at: desk.wallClock.now())
        return exposition()
    }

    /// One question at a time goes out.
    package func health() async -> [HealthCheck] {
        await turnstile.enter()
        defer { turnstile.leave() }
        let now = stopwatch.elapsed
        let (checks, checked) = state.withLock { ($0.checks, $0.checked) }
        if let checked, now - checked < Self.freshness { return checks }
        let found = await HealthChecks(
            context: desk.context, http: http,
            logHolds: desk.vitals.logHolds, isAnchored: desk.vitals.isAnchored
        ).all()
        state.withLock { state in
            state.checks = found
            state.checked = stopwatch.elapsed
        }
        return found
    }
}
