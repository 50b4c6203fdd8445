// SPDX-License-Identifier: Apache-2.0
package import Logging
import Posix
import Snapshot

/// The agent as a service: takes work from its schedule and from whoever serves it, does it, and ends in order.
package struct AgentDaemon: Sendable {
    private enum Event: Sendable {
        case ended(AgentError?)
        /// SIGINT or SIGTERM.
        case told
    }

    private let desk: AgentDesk
    private let monitor: AgentMonitor
    private let lane: WorkLane
    private let logger: Logger

    package init(_ desk: AgentDesk, monitor: AgentMonitor, wording: any RunWording, logger: Logger) {
        self.desk = desk
        self.monitor = monitor
        self.logger = logger
        lane = WorkLane(desk: desk, wording: wording, logger: logger) { _ in }
    }

    /// Runs until a signal says that it is to end, or what it needs to be there cannot be.
    ///
    /// - Parameters:
    ///   - signals: SIGHUP has the configuration read again; any other one is the end.
    ///   - reload: reads the configuration.
    ///   - serve: gives the agent work until its task is cancelled.
    package func run(
        signals: AsyncStream<ServiceSignal>, reload: @escaping @Sendable () throws(AgentError) -> AgentConfiguration,
        serve: @escaping @Sendable () async throws(AgentError) -> Void
    ) async throws(AgentError) {
        recover()
        let failure = await withTaskGroup(of: Event.self) { group -> AgentError? in
            group.addTask {
                await lane.run()
                return .ended(nil)
            }
            group.addTask {
                do throws(AgentError) {
                    try await serve()
                    return .ended(nil)
                } catch {
                    return .ended(error)
                }
            }
            group.addTask {
                for await signal in signals {
                    guard signal == .reload else { break }
                    self.reload(reload)
                }
                return .told
            }
            monitor.ready(true)
            let first = await group.next()
            monitor.ready(false)
            logger.notice("the agent ends; what runs is ended at its next page")
            desk.book.close(at: desk.wallClock.now())
            group.cancelAll()
            await group.waitForAll()
            if case .ended(let error) = first { return error }
            return nil
        }
        if let failure { throw failure }
    }

    /// A file that cannot be used changes nothing.
    private func reload(_ read: () throws(AgentError) -> AgentConfiguration) {
        do throws(AgentError) {
            desk.replace(try read())
            logger.notice("the configuration was read again; it holds from the next run on")
        } catch {
            let problem = lane.wording.problem(error)
            logger.error("the configuration stays as it was", metadata: ["problem": "\(problem.message)"])
        }
    }

    /// Goes on with the snapshots that the end of an earlier agent has interrupted.
    private func recover() {
        guard let unfinished = UnfinishedSnapshots(desk.configuration) else { return }
        do {
            for snapshot in try unfinished.all() {
                _ = try desk.request(.resumption(snapshot), .recovery)
                logger.notice("an unfinished snapshot is gone on with", metadata: ["snapshot": "\(snapshot)"])
            }
        } catch {
            logger.warning("unfinished snapshots are left as they are", metadata: ["cause": "\(error)"])
        }
    }
}
