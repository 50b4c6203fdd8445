// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import JSON

extension CloudError {
    /// Reads an error answer of any service. Emulators and proxies answer in other formats than the service would, so
    /// the format follows the body, not the protocol.
    init(service: String, operation: String, _ response: HTTPResponse) {
        let found = ErrorBody(response.body.span)
        // Services with paths (Lambda, EFS, Backup) name the error here, and in the body say something else or nothing.
        let named = response.headers["x-amzn-errortype"].flatMap { ErrorBody.code($0) }
        let code = named ?? found.code ?? "HTTP\(response.status)"
        self.init(
            kind: Self.kind(code: code, status: response.status), service: service, operation: operation, code: code,
            status: response.status,
            requestID: found.requestID ?? response.headers["x-amzn-requestid"] ?? response.headers["x-amz-request-id"])
        retryAfter = response.headers.retryAfter
        region = response.headers["x-amz-bucket-region"].flatMap { AWSRegion.isName($0) ? $0 : nil }
    }
}
