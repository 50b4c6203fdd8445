// SPDX-License-Identifier: Apache-2.0

/// What came of trying something harmless that a session's policy does not hold.
package enum DenialProof: Sendable, Equatable {
    /// AWS denied it, as it should.
    case denied
    /// AWS would have done it: the policy does not bind.
    case allowed
    /// AWS said something else, by this code; nothing is proved.
    case unclear(code: String)

    /// The action that is tried: a dry run, which changes nothing even where it is allowed,
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html.
    package static let action = "ec2:CreateVpc"

    init(_ error: AWSError?) {
        guard let error else {
            self = .allowed
            return
        }
        switch error.kind {
        case .denied: self = .denied
        default: self = error.code == "DryRunOperation" ? .allowed : .unclear(code: error.code)
        }
    }

    /// `denied`, `allowed`, or the code.
    package var word: String {
        switch self {
        case .denied: "denied"
        case .allowed: "allowed"
        case .unclear(let code): code
        }
    }
}
