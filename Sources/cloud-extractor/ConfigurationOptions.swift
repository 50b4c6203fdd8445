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

    func load() throws(Failure) -> AgentConfiguration {
        do {
            return try AgentConfiguration.load(path: config, extractors: extractors)
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
