// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud
import HTTP
import Vault

extension CloudError {
    /// It is not the cloud's: nothing else would go better.
    var isEndOfRun: Bool {
        switch kind {
        case .transport(.cancelled), .unannounced: true
        default: false
        }
    }

    func asAgentError(of provider: Provider) -> AgentError {
        switch kind {
        case .transport(.cancelled): .interrupted
        case .unannounced(let error): .audit(error)
        default: .cloud(provider, self)
        }
    }

    /// How what it ended has ended.
    var outcome: UnitOutcome {
        switch kind {
        case .denied: .denied
        case .throttled: .throttled
        case .notInRegion, .notEnabled: .disabled
        default: .failed
        }
    }

    var report: UnitReport {
        var report = UnitReport(outcome: outcome, reason: code, requestID: requestID)
        report.unreached = unreached
        return report
    }
}

extension AgentError {
    /// What concerns one cloud and none of the others.
    func ofOneCloud(_ provider: Provider) -> (Provider, CloudError)? {
        func failure(_ code: String) -> (Provider, CloudError) {
            (provider, CloudError(service: provider.rawValue, operation: "login", .credentials, code: code))
        }
        return switch self {
        case .cloud(let provider, let cause): (provider, cause)
        case .noAccounts: failure("NoAccounts")
        case .setting: failure("InvalidSetting")
        case .vault(let error) where error.isOfOneSecret: failure("SecretNotRead")
        default: nil
        }
    }
}

extension VaultError {
    /// The others can still be read.
    fileprivate var isOfOneSecret: Bool {
        switch self {
        case .missing, .deleted, .fieldMissing, .fieldMalformed, .permissionDenied: true
        default: false
        }
    }
}
