// SPDX-License-Identifier: Apache-2.0
import Cloud

/// Why a work comes to nothing whenever it is tried, by the configuration alone.
package enum WorkObstacle: Sendable {
    case serviceNotEnabled
    case providerNotEnabled
    case serviceOfAnotherProvider
    /// The cloud is not configured, or the secret is none of its credentials.
    case notRotatable

    package var text: String {
        switch self {
        case .serviceNotEnabled: "services holds one that the configuration does not enable"
        case .providerNotEnabled: "providers holds one of which the configuration enables nothing"
        case .serviceOfAnotherProvider: "services holds one of a provider that providers leaves out"
        case .notRotatable: "the provider is not configured, or the secret is none of its credentials"
        }
    }
}

extension AgentConfiguration {
    /// - Returns: nil for what can be tried.
    package func obstacle(to work: AgentWork) -> WorkObstacle? {
        switch work {
        case .snapshot(let scope): obstacle(to: scope)
        case .rotation(let provider, let secret, _, _):
            (try? RotationTarget(provider, secret, in: self)) == nil ? .notRotatable : nil
        case .resumption, .delivery, .auditVerification: nil
        }
    }

    /// A snapshot of nothing is none.
    private func obstacle(to scope: SnapshotScope) -> WorkObstacle? {
        let enabled = services
        if !scope.services.allSatisfy(enabled.contains) { return .serviceNotEnabled }
        for provider in scope.providers where !enabled.contains(where: { $0.hasPrefix("\(provider.rawValue):") }) {
            return .providerNotEnabled
        }
        for service in scope.services where !scope.providers.isEmpty {
            if !scope.providers.contains(where: { service.hasPrefix("\($0.rawValue):") }) {
                return .serviceOfAnotherProvider
            }
        }
        return nil
    }
}
