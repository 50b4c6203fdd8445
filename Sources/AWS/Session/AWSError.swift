// SPDX-License-Identifier: Apache-2.0
package import Audit
package import HTTP

/// Why AWS did not answer a call. Holds AWS's error code and request id, never its message: messages quote.
package struct AWSError: Error, Equatable, Sendable {
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
        /// There is no endpoint of the kind that the configuration wants: FIPS, dual-stack.
        case noEndpoint
        /// An answer that does not parse.
        case malformedAnswer
        /// The session's policy does not hold the call, so it was not sent.
        case undeclared
        /// The audit log takes no entry, so no session was opened.
        case unannounced(AuditError)
        /// The catalogue gives the operation a member that it does not have.
        case malformedRequest
    }

    package let kind: Kind
    package let service: String
    package let operation: String
    /// AWS's code, such as `AccessDenied`, or a word of ours.
    package let code: String
    package let status: Int
    package let requestID: String?
    /// Where S3 says that the bucket is, https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html.
    var region: String?

    var isRetryable: Bool {
        switch kind {
        case .throttled, .unavailable: true
        // A torn or late answer of a read may be asked for again.
        case .transport(.timedOut), .transport(.interrupted), .transport(.unreachable), .transport(.unknownHost): true
        default: false
        }
    }

    /// The session's time is over, or a clock thinks so.
    var isExpiry: Bool {
        ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"].contains(code)
    }

    /// Sorts AWS's codes; services disagree on the name of the same thing.
    static func kind(code: String, status: Int) -> Kind {
        switch code {
        case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError",
            "AuthorizationErrorException", "NotAuthorized", "ACCESS_DENIED", "UNAUTHORIZED", "OptInRequired",
            "AllAccessDisabled":
            .denied
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId",
            "UnrecognizedClientException", "AuthFailure", "SignatureDoesNotMatch", "InvalidSignatureException",
            "InvalidAccessKeyId", "InvalidToken", "MissingAuthenticationToken", "IncompleteSignature",
            "RequestTimeTooSkewed", "TokenRefreshRequired":
            .credentials
        case "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
            "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "SlowDown",
            "BandwidthLimitExceeded", "PriorRequestNotComplete", "LimitExceededException", "EC2ThrottledException",
            "TransactionInProgressException":
            .throttled
        case "InternalError", "InternalFailure", "InternalServerError", "ServiceUnavailable", "Unavailable",
            "RequestTimeout", "RequestTimeoutException":
            .unavailable
        default:
            if status == 429 {
                .throttled
            } else if status >= 500 {
                .unavailable
            } else if status == 403 {
                .denied
            } else {
                .refused
            }
        }
    }
}
