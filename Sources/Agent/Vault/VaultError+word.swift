// SPDX-License-Identifier: Apache-2.0
import HTTP
import Vault

extension VaultError {
    /// For audit entries: what kind of failure, in one word.
    var word: String {
        switch self {
        case .unreachable: "unreachable"
        case .setting: "setting"
        case .outcomeUnknown: "outcome-unknown"
        case .redirectRefused: "redirect-refused"
        case .sealed: "sealed"
        case .notInitialized: "not-initialized"
        case .unavailable: "unavailable"
        case .intermediary: "intermediary"
        case .tokenInvalid: "token-invalid"
        case .permissionDenied: "permission-denied"
        case .loginRefused: "login-refused"
        case .tokenUnlimited: "token-unlimited"
        case .wrappingBroken(.usedOrExpired): "wrapping-token-used-or-expired"
        case .wrappingBroken(.madeElsewhere): "wrapping-token-made-elsewhere"
        case .missing: "missing"
        case .deleted: "deleted"
        case .versionMismatch: "version-mismatch"
        case .versionRequired: "version-required"
        case .needsVersion2: "needs-version-2"
        case .fieldMissing, .fieldMalformed: "malformed-secret"
        case .malformedAnswer: "malformed-answer"
        case .answerTooLarge: "answer-too-large"
        case .unexpectedStatus: "unexpected-status"
        case .rateLimited: "rate-limited"
        case .malformedPath: "malformed-path"
        case .credentialUnreadable: "credential-unreadable"
        case .unannounced: "unannounced"
        }
    }

    /// The agent's own error for it.
    var asAgentError: AgentError {
        switch self {
        case .unannounced(let error): .audit(error)
        case .unreachable(.cancelled), .outcomeUnknown(_, .cancelled): .interrupted
        default: .vault(self)
        }
    }
}
