// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud
import HTTP

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
