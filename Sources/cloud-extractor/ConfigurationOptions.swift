// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Audit
import Posix

/// Where the configuration is.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file.")
    var config: String

    @Option(name: .long, help: "The extractors file; extractors.yaml beside the configuration if not given.")
    var extractors: String?

    // For processes that run side by side under one configuration.
    @Option(
        name: .long,
        help: """
            Where to keep the audit log, instead of audit.directory; one process at a time writes it. Its anchor is called \
            after it.
            """)
    var auditDirectory: String?

    func read() throws(AgentError) -> AgentConfiguration {
        let configuration = try AgentConfiguration.load(path: config, extractors: extractors)
        guard let auditDirectory else { return configuration }
        return try configuration.auditing(in: auditDirectory)
    }

    func load() throws(Failure) -> AgentConfiguration {
        do {
            return try read()
        } catch {
            throw Failure(error)
        }
    }

    func context(_ observer: any RunObserver) throws(Failure) -> RunContext { RunContext(try load(), observer) }
}

extension RunContext {
    init(_ configuration: AgentConfiguration, _ observer: any RunObserver) {
        self.init(configuration, version: CloudExtractor.version, observer: observer)
    }
}
