// SPDX-License-Identifier: Apache-2.0
import AWS
import HTTP
import Posix
import Transports

/// What the configuration comes to, without a network.
enum PlanChecks {
    static func all(_ configuration: AgentConfiguration) -> [Finding] {
        [plan(configuration), endpoints(configuration), output(configuration)].compactMap { $0 }
    }

    private static func plan(_ configuration: AgentConfiguration) -> Finding {
        guard configuration.hasExtractors else { return .failed("plan", .nothingToExtract) }
        guard let aws = configuration.aws, aws.isEnabled, !configuration.extractors.aws.isEmpty else {
            return .good("plan", "of AWS nothing is enabled")
        }
        if case .organization = aws.accounts { return .good("plan", "in the accounts that the organization has") }
        if case .all = aws.regions { return .good("plan", "in every region that the account has") }
        let ids = if case .named(let ids) = aws.accounts { ids } else { [aws.accountID] }
        let plan = AWSPlan(aws, configuration.extractors.aws, accounts: ids.map { AWSAccount(id: $0, .included(nil)) })
        return .good("plan", "\(plan.entries.count) units in \(plan.sessions.count) sessions")
    }

    private static func endpoints(_ configuration: AgentConfiguration) -> Finding? {
        guard let aws = configuration.aws else { return nil }
        do {
            _ = try AWSEndpoints(
                partition: aws.partition, override: aws.endpoint, fips: aws.usesFIPS, dualstack: aws.usesDualstack)
            return nil
        } catch {
            return .failed("aws.endpoint", .setting(error))
        }
    }

    /// The directory, or the nearest one above it that is there, must be one that we may write.
    private static func output(_ configuration: AgentConfiguration) -> Finding? {
        guard let path = configuration.transport.directory else { return nil }
        do {
            try Directory.checkWritable(path)
            return .good("transport", "writes to \(path)")
        } catch {
            return .failed("transport", .transport(.storage(error)))
        }
    }
}
