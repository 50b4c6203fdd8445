// SPDX-License-Identifier: Apache-2.0
import JSON

/// Why Entra gives no token.
/// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
struct EntraError {
    let code: Int
    let error: String
    let status: Int
    let message: String

    init(_ code: Int, _ error: String, status: Int = 400, _ message: String) {
        self.code = code
        self.error = error
        self.status = status
        self.message = message
    }

    static func invalidClient(_ code: Int, _ message: String) -> EntraError {
        EntraError(code, "invalid_client", status: 401, message)
    }

    static func missing(_ parameter: String) -> EntraError {
        EntraError(
            900_144, "invalid_request", "The request body must contain the following parameter: '\(parameter)'.")
    }

    func answer(_ moment: Moment) -> Answer {
        let (trace, correlation) = (Identifier.uuid(), Identifier.uuid())
        let time = moment.text.split(separator: "T").joined(separator: " ")
        let description =
            "AADSTS\(code): \(message) Trace ID: \(trace) Correlation ID: \(correlation) Timestamp: \(time)"
        return Answer(
            status,
            [
                "error": .string(error), "error_description": .string(description),
                "error_codes": [JSONValue(code)], "timestamp": .string(time), "trace_id": .string(trace),
                "correlation_id": .string(correlation),
                "error_uri": .string("https://login.microsoftonline.com/error?code=\(code)"),
            ], headers: EntraError.headers)
    }

    static let headers = ["Cache-Control": "no-store, no-cache", "Pragma": "no-cache"]
}
