// SPDX-License-Identifier: Apache-2.0
package import Audit
package import HTTP

/// Why a cloud did not answer a call. Holds its error code and request id, never its message: messages quote.
package struct CloudError: Error, Equatable, Sendable {
    package enum Kind: Sendable, Equatable {
        /// The policies do not allow the action: final.
        case denied
        /// The credentials are unknown, expired, or the signature does not match: not the call's fault.
        case credentials
        case throttled
        /// The service failed; another attempt may do.
        case unavailable
        /// Anything else that another attempt would not mend.
        case refused
        /// No answer at all.
        case transport(HTTPError)
        /// Its name has no address in the region, and it is not known to be there.
        case notInRegion
        /// The account has not enabled the service.
        case notEnabled
        /// There is no endpoint of the kind that the configuration wants: FIPS, dual-stack.
        case noEndpoint
        /// An answer that does not parse.
        case malformedAnswer
        /// An answer that says itself that parts of it are missing.
        case partialAnswer
        /// The session's policy does not hold the call, so it was not sent.
        case undeclared
        /// The audit log takes no entry, so no session was opened.
        case unannounced(AuditError)
        /// The catalogue gives the operation a member that it does not have.
        case malformedRequest
    }

    package let kind: Kind
    /// `ec2`, `compute`.
    package let service: String
    package let operation: String
    /// The cloud's code, such as `AccessDenied`, or a word of ours.
    package let code: String
    package let status: Int
    package let requestID: String?
    /// Where the answer says that the resource is, as S3's do.
    package var region: String?
    /// How long the answer asks to wait, RFC 9110 §10.2.3.
    package var retryAfter: Duration?
    /// Of a partial answer: the zones or locations that are missing.
    package var unreached: [String] = []
    /// Of a service that is not enabled: the project that has not, where the answer says it.
    package var consumer: String?
    /// It was tried again as often as it may be, so that whoever called whoever called does not begin anew.
    package var isExhausted = false

    package init(
        kind: Kind, service: String, operation: String, code: String, status: Int = 0, requestID: String? = nil
    ) {
        self.kind = kind
        self.service = service
        self.operation = operation
        self.code = code
        self.status = status
        self.requestID = requestID
    }

    package init(service: String, operation: String, _ kind: Kind, code: String, requestID: String? = nil) {
        self.init(kind: kind, service: service, operation: operation, code: code, requestID: requestID)
    }

    package var isRetryable: Bool {
        guard !isExhausted else { return false }
        return switch kind {
        case .throttled, .unavailable: true
        // A torn or late answer of a read may be asked for again.
        case .transport(.timedOut), .transport(.interrupted), .transport(.unreachable), .transport(.unknownHost): true
        default: false
        }
    }

    /// Whether what was asked may have been done all the same.
    package var mayHaveBeenDone: Bool {
        switch kind {
        case .transport(.unreachable), .transport(.unknownHost), .transport(.insecure), .transport(.malformedURL),
            .transport(.malformedHeader):
            false
        case .transport, .unavailable, .malformedAnswer: true
        default: status >= 500
        }
    }

    /// Asking again, or for something else, would change nothing about it.
    package var isFinal: Bool {
        switch kind {
        case .denied, .refused, .notEnabled, .partialAnswer: status != 401
        default: false
        }
    }

    /// The same, as a plain refusal.
    package func refused(as code: String) -> CloudError {
        CloudError(
            kind: .refused, service: service, operation: operation, code: code, status: status, requestID: requestID)
    }
}
