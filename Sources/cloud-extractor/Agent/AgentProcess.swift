// SPDX-License-Identifier: Apache-2.0
import API
import Agent
import Logging
import Posix
import Secrets
import Snapshot
import Telemetry

/// The process of `cloud-extractor agent`: its parts, put together.
struct AgentProcess {
    private let options: ConfigurationOptions

    init(_ options: ConfigurationOptions) { self.options = options }

    func run() async throws(Failure) {
        let sandbox = try AgentSandbox.own()
        let configuration = sandbox.configuration
        guard let settings = configuration.agent else {
            throw Failure(
                .configuration, "the configuration has no section agent", hint: "set agent.state_dir; see docs/agent.md"
            )
        }
        let notifier = try notifier()
        let logger = Logger.ofAgent(level: configuration.logLevel)
        let registry = PrometheusRegistry.ofAgent()
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
