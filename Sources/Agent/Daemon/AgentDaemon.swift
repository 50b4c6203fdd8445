// SPDX-License-Identifier: Apache-2.0
package import Logging
package import Posix
import Snapshot

/// The agent as a service: takes work from its schedule and from whoever serves it, does it, and ends in order.
package struct AgentDaemon: Sendable {
    private enum Event: Sendable {
        case ended(AgentError?)
        /// Whoever wants to give the agent work can do so.
        case serving
        /// SIGINT or SIGTERM.
        case told
    }

    private let desk: AgentDesk
    private let monitor: AgentMonitor
    private let lane: WorkLane
    private let keeper: ScheduleKeeper
    private let recovery: RecoveryQueue
    private let logger: Logger

    /// - Parameter state: the configuration's, of which the daemon is the only user.
    package init(
        _ desk: AgentDesk, _ state: AgentSettings, monitor: AgentMonitor, wording: any RunWording, logger: Logger
    ) throws(AgentError) {
        self.desk = desk
        self.monitor = monitor
        self.logger = logger
        let keeper = try ScheduleKeeper(
            desk, desk.configuration.schedule, stateDirectory: state.stateDirectory, logger: logger)
        self.keeper = keeper
        // Behind the keeper, which holds the directory.
        let ledger = try SnapshotLedger(directory: state.stateDirectory)
        let recovery = RecoveryQueue(desk, ledger, logger: logger)
        self.recovery = recovery
        lane = WorkLane(desk: desk, ledger: ledger, wording: wording, logger: logger) {
            (cause) async throws(AgentError) in
            if case .schedule(let job, _) = cause { try await keeper.begins(job) }
        } ended: { record in
            switch record.cause {
            case .schedule(let job, _):
                if let outcome = record.state.outcome {
                    await keeper.ended(job, outcome)
                } else if record.startedAt == nil {
                    await keeper.gaveBack(job)
                }
            // What the agent's end interrupts has no end: the next agent finds it so.
            case .recovery: if record.state != .interrupted { recovery.next() }
            case .request: break
            }
        }
    }

    /// Runs until a signal says that it is to end, or what it needs to be there cannot be.
    ///
    /// - Parameters:
    ///   - signals: SIGHUP has the configuration read again; any other one is the end.
    ///   - manager: nil where nobody wants to hear how the agent is.
    ///   - reload: reads the configuration.
    ///   - serve: gives the agent work until its task is cancelled; says once that it does so.
    package func run(
        signals: AsyncStream<ServiceSignal>, manager: ServiceNotifier? = nil,
        reload: @escaping @Sendable () throws(AgentError) -> AgentConfiguration,
        serve: @escaping @Sendable (_ serving: @escaping @Sendable () -> Void) async throws(AgentError) -> Void
    ) async throws(AgentError) {
        let (beginning, begun) = AsyncStream.makeStream(of: Void.self)
        let failure = await withTaskGroup(of: Event.self) { group -> AgentError? in
            group.addTask {
                do throws(AgentError) {
                    try await serve {
                        monitor.ready(true)
                        begun.finish()
                    }
                    return .ended(nil)
                } catch {
                    return .ended(error)
                }
            }
            group.addTask {
                for await _ in beginning {}
                return .serving
            }
            if let interval = manager?.watchdogInterval {
                group.addTask {
                    // Half of the time in which the manager wants to hear it.
                    await feed(manager, every: interval / 2)
                    return .ended(nil)
                }
            }
            group.addTask {
                await heed(signals, manager, reload)
                return .told
            }
            var first = await group.next()
            if case .serving = first {
                recovery.begin()
                // Not before: what serves may wait for what a run holds for hours, and an agent that cannot serve has
                // not started.
                group.addTask {
                    await lane.run()
                    return .ended(nil)
                }
                group.addTask {
                    await keeper.run()
                    return .ended(nil)
                }
                tell(manager, .ready)
                first = await group.next()
            }
            monitor.ready(false)
            tell(manager, .stopping)
            logger.notice("the agent ends; what runs is ended at its next page")
            let waiting = desk.book.close(at: desk.wallClock.now())
            // Before anything is waited for: whoever loses patience with us leaves the next agent what has not begun.
            for record in waiting { await lane.ended(record) }
            group.cancelAll()
            await group.waitForAll()
            await lane.leave(waiting)
            if case .ended(let error) = first { return error }
            return nil
        }
        if let failure { throw failure }
    }

    /// Until its task is cancelled.
    private func feed(_ manager: ServiceNotifier?, every interval: Duration) async {
        while (try? await desk.context.clock.sleep(for: interval)) != nil { tell(manager, .watchdog) }
    }

    /// Until a signal says that the agent is to end.
    private func heed(
        _ signals: AsyncStream<ServiceSignal>, _ manager: ServiceNotifier?,
        _ read: () throws(AgentError) -> AgentConfiguration
    ) async {
        for await signal in signals {
            guard signal == .reload else { break }
            let isReady = monitor.isReady
            if isReady { tell(manager, .reloading) }
            await reload(read)
            if isReady { tell(manager, .ready) }
        }
    }

    private func tell(_ manager: ServiceNotifier?, _ state: ServiceState) {
        do {
            try manager?.say(state)
        } catch {
            logger.warning("the service manager is not told", metadata: ["cause": "\(error)"])
        }
    }

    /// A file that cannot be used changes nothing.
    private func reload(_ read: () throws(AgentError) -> AgentConfiguration) async {
        do throws(AgentError) {
            let configuration = try read()
            try await keeper.replace(configuration.schedule)
            desk.replace(configuration)
            logger.notice("the configuration was read again; it holds from the next run on")
        } catch {
            let problem = lane.wording.problem(error)
            logger.error("the configuration stays as it was", metadata: ["problem": "\(problem.message)"])
        }
    }
}
