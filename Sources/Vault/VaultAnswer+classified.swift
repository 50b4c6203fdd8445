// SPDX-License-Identifier: Apache-2.0
import HTTP

extension VaultAnswer {
    /// Sorts out the statuses that mean the same on every path.
    ///
    /// - Returns: an answer with a status below 300, or 404, which only the caller can read.
    consuming func classified() throws(VaultError) -> VaultAnswer {
        let path = path.text
        switch status {
        case 200..<300, 404: return self
        case 400:
            if hasErrorIfJSON("did not match the current version") { throw .versionMismatch(path: path) }
            if hasErrorIfJSON("check-and-set parameter required") { throw .versionRequired(path: path) }
            throw .unexpectedStatus(path: path, status: 400)
        case 403:
            // The router's refusal of a token is the bare phrase; a policy's comes in a list of errors.
            let isPolicy = try hasError("1 error occurred")
            throw isPolicy ? .permissionDenied(path: path) : .tokenInvalid(path: path)
        case 429: throw .rateLimited(path: path, retryAfter: retryAfter)
        case 501: throw .notInitialized
        case 503: throw hasErrorIfJSON("sealed") ? .sealed : .unavailable(path: path, retryAfter: retryAfter)
        default: throw .unexpectedStatus(path: path, status: status)
        }
    }

    /// A proxy in front may answer with a page, and then the status is all that there is.
    private borrowing func hasErrorIfJSON(_ phrase: String) -> Bool { (try? hasError(phrase)) ?? false }
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
        case .unexpectedStatus(_, 500), .unexpectedStatus(_, 502...599), .malformedAnswer, .answerTooLarge:
            .outcomeUnknown(path: path, nil)
        default: self
        }
    }
}
