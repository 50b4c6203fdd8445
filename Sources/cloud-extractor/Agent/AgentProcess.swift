// SPDX-License-Identifier: Apache-2.0
import API
import Agent
import ArgumentParser
import Logging
import Posix
import Secrets
import Snapshot
import Telemetry

/// The process of `cloud-extractor agent`: its parts, put together.
struct AgentProcess {
    private let options: ConfigurationOptions

    init(_ options: ConfigurationOptions) { self.options = options }

    /// - Throws: ``Failure``; an `ExitCode` where the log has said what went wrong.
    func run() async throws {
        let sandbox = try AgentSandbox.own()
        let registry = PrometheusRegistry.ofAgent()
        let queue = try queue(registry)
        do throws(Failure) {
            try await run(sandbox, registry, .ofAgent(queue, level: sandbox.configuration.logLevel))
        } catch {
            // As the log's lines: whoever reads them may stand still, and the agent has to end all the same.
            for line in error.lines { queue.line(line.printable + "\n") }
            queue.flush()
            throw ExitCode(error.status.rawValue)
        }
        queue.flush()
    }

    private func run(
        _ sandbox: AgentSandbox, _ registry: PrometheusRegistry, _ logger: Logger
    ) async throws(Failure) {
        let configuration = sandbox.configuration
        guard let settings = configuration.agent else {
            throw Failure(
                .configuration, "the configuration has no section agent", hint: "set agent.state_dir; see docs/agent.md"
            )
        }
        let notifier = try notifier()
        let signals = try signals()
        let vitals = AgentVitals()
        let desk = AgentDesk(RunContext(configuration, AgentLines(logger: logger, vitals: vitals)), vitals)
        do throws(AgentError) {
            let monitor = try AgentMonitor(desk) { registry.exposition() }
            let daemon = try AgentDaemon(
                desk, settings, monitor: monitor, wording: CommandWording(), logger: logger)
            let options = options
            try await desk.started(sandbox.level)
            try await daemon.run(signals: signals, manager: notifier) { () throws(AgentError) in
                try sandbox.reload(options)
            } serve: { (serving) async throws(AgentError) in
                try await AgentService(desk: desk, monitor: monitor, logger: logger).run(serving)
            }
        } catch {
            throw Failure(error)
        }
    }

    private func queue(_ registry: PrometheusRegistry) throws(Failure) -> LogQueue {
        do {
            return try LogQueue.ofAgent(registry)
        } catch {
            throw Failure(.defect, "\(error)")
        }
    }

    private func notifier() throws(Failure) -> ServiceNotifier? {
        do {
            return try ServiceNotifier.taken()
        } catch {
            throw Failure(error)
        }
    }

    private func signals() throws(Failure) -> AsyncStream<ServiceSignal> {
        do {
            return try InterruptSignals.ofService()
        } catch {
            throw Failure(.defect, "\(error)")
        }
    }
}
