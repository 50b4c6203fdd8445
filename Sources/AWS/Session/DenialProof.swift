// SPDX-License-Identifier: Apache-2.0
import Access
package import Cloud

/// What came of trying something harmless that a session's policy does not hold.
package struct DenialProof: Sendable, Equatable {
    package enum Result: Sendable, Equatable {
        /// AWS denied it, as it should.
        case denied
        /// AWS would have done it: the policy does not bind.
        case allowed
        /// Something else was said, by this code; nothing is proved.
        case unclear(code: String)

        /// `denied`, `allowed`, or the code.
        package var word: String {
            switch self {
            case .denied: "denied"
            case .allowed: "allowed"
            case .unclear(let code): code
            }
        }
    }

    /// What was tried.
    package let action: Permission
    package let result: Result

    package init(action: Permission, result: Result) {
        self.action = action
        self.result = result
    }
}

extension DenialProof.Result {
    /// EC2's own words alone are a proof: a proxy that refuses with a 403 knows nothing of policies,
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
    init(_ error: CloudError?) {
        switch error?.code {
        case nil, "DryRunOperation": self = .allowed
        case "UnauthorizedOperation", "AccessDenied", "AccessDeniedException": self = .denied
        case let code?: self = .unclear(code: code)
        }
    }
}
