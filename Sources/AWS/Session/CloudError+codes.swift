// SPDX-License-Identifier: Apache-2.0
import Access

extension CloudError {
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
