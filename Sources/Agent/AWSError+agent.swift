// SPDX-License-Identifier: Apache-2.0
import AWS
import HTTP

extension AWSError {
    var asAgentError: AgentError {
        switch kind {
        case .transport(.cancelled): .interrupted
        case .unannounced(let error): .audit(error)
        default: .aws(self)
        }
    }
}
