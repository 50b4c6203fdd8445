// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON

extension VaultAnswer {
    /// Sorts out the statuses that mean the same on every path.
    ///
    /// - Returns: an answer with a status below 300, or 404, which only the caller can read.
    consuming func classified() throws(VaultError) -> VaultAnswer {
        let path = path.text
        switch status {
        case 200..<300: return self
        case 404:
            if says("namespace not found") {
                throw .setting(name: "vault.namespace", problem: "names none that is there")
            }
            return self
        case 400:
            if says("did not match the current version") { throw .versionMismatch(path: path) }
            if says("check-and-set parameter required") { throw .versionRequired(path: path) }
            if says("wrapping token is not valid or does not exist") { throw .wrappingBroken(.usedOrExpired) }
            throw refusal
        case 403:
            guard isError else { throw malformed }
            // The router's refusal of a token is the bare phrase; a policy's comes in a list of errors.
            let isPolicy = says("1 error occurred") || says("preflight capability check")
            throw isPolicy ? .permissionDenied(path: path) : .tokenInvalid(path: path)
        case 429: throw isError ? .rateLimited(path: path, retryAfter: retryAfter) : fromBetween
        case 503:
            guard isError else { throw fromBetween }
            throw says("sealed") ? .sealed : .unavailable(path: path, retryAfter: retryAfter)
        case 401..<500: throw refusal
        default: throw .unexpectedStatus(path: path, status: status)
        }
    }

    /// A refusal in Vault's words, or that of a stranger.
    private var refusal: VaultError {
        isError ? .unexpectedStatus(path: path.text, status: status) : malformed
    }

    private var fromBetween: VaultError {
        .intermediary(path: path.text, status: status, retryAfter: retryAfter)
    }

    /// Whether it is one of Vault's errors: an object with a list of them.
    private var isError: Bool { ((try? value(at: "errors")) ?? nil)?.array != nil }

    private borrowing func says(_ phrase: String) -> Bool { (try? hasError(phrase)) ?? false }
}

extension VaultError {
    /// What a failure means for something that must not be done twice.
    func ofWrite(path: String) -> VaultError {
        switch self {
        case .unreachable(let error):
            switch error {
            case .timedOut, .interrupted, .cancelled: .outcomeUnknown(path: path, error)
            default: self
            }
        case .unexpectedStatus(_, 500), .unexpectedStatus(_, 502...599), .intermediary, .answerTooLarge,
            .malformedAnswer(_, ..<400):
            .outcomeUnknown(path: path, nil)
        default: self
        }
    }
}
