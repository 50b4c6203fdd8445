// SPDX-License-Identifier: Apache-2.0
import AWS
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

    func load(_ catalogue: AWSCatalogue) throws(Failure) -> AgentConfiguration {
        do {
            return try AgentConfiguration.load(path: config, extractors: extractors, catalogue: catalogue)
        } catch {
            throw Failure(error)
        }
    }
}

extension AWSCatalogue {
    static func loaded() throws(Failure) -> AWSCatalogue {
        do {
            return try embedded()
        } catch {
            throw Failure(.defect, "the catalogue of resource types: \(error)")
        }
    }
}
