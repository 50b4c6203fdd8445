// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// For processes that run side by side under one configuration.
struct AuditDirectoryOption: ParsableArguments {
    @Option(
        name: .long, help: "Where to keep the audit log, instead of audit.directory; one process at a time writes it.")
    var auditDirectory: String?

    func apply(to configuration: AgentConfiguration) -> AgentConfiguration {
        auditDirectory.map { configuration.auditing(in: $0) } ?? configuration
    }
}
