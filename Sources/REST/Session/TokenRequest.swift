// SPDX-License-Identifier: Apache-2.0
package import Access
package import HTTP
package import JSON
package import Posix
import SecretJSON
package import Secrets

/// A request to whoever hands out tokens: an OAuth 2.0 token endpoint (RFC 6749 §4.4, RFC 7523, RFC 8693), a metadata
/// server, IAM Credentials.
package struct TokenRequest: Sendable {
    package enum Value: Sendable {
        case text(String)
        case secret(SharedSecret)
    }

    /// What is asked, for errors: `oauth2/token`.
    private let operation: String
    private var request: HTTPRequest

    package init(operation: String, _ method: HTTPRequest.Method, _ endpoint: Endpoint, _ target: String) {
        self.operation = operation
        request = HTTPRequest(method, endpoint, target)
        request.timeout = .seconds(30)
        request.limit = 1 << 20
    }

    package mutating func setHeader(_ name: String, _ value: String) throws(CloudError) {
        do {
            try request.setHeader(name, value)
        } catch {
            throw failure(.transport(error), "MalformedHeader")
        }
    }

    package mutating func setHeader(_ name: String, _ value: SharedSecret) throws(CloudError) {
        do {
            try request.setHeader(name, value)
        } catch {
            throw failure(.transport(error), "MalformedHeader")
        }
    }

    /// `application/x-www-form-urlencoded`, built in guarded memory.
    package mutating func setForm(_ fields: [(name: String, value: Value)]) throws(CloudError) {
        var body = SecretBuffer(capacity: 4096)
        for (index, field) in fields.enumerated() {
            if index > 0 { body.append("&") }
            body.append("\(PercentEncoding.component(field.name))=")
            switch field.value {
            case .text(let text): body.append(PercentEncoding.component(text))
            case .secret(let secret): secret.withBytes { body.appendPercentEncoded($0) }
            }
        }
        request.body = .secret(SharedSecret(body.secret()))
        try setHeader("content-type", "application/x-www-form-urlencoded")
    }

    package mutating func setBody(_ json: JSONValue) throws(CloudError) {
        request.body = .bytes(json.canonical)
        try setHeader("content-type", "application/json")
    }

    /// - Parameter failure: sorts an answer that is no success, by its status and its body.
    package func send(
        _ http: HTTPClient, now: Timestamp, failure sort: (Int, Span<UInt8>) -> (CloudError.Kind, String)
    ) async throws(CloudError) -> BearerToken {
        let response: SecretHTTPResponse
        do {
            response = try await http.sendForSecret(request)
        } catch {
            throw failure(.transport(error), error == .cancelled ? "Cancelled" : "NoAnswer")
        }
        let status = response.status
        let id = response.headers["x-ms-request-id"]
        let retryAfter = response.headers.retryAfter
        let body = response.takeBody()
        guard status == 200 else {
            let (kind, code) = body.withBytes { sort(status, $0) }
            var error = CloudError(
                kind: kind, service: "token", operation: operation, code: code, status: status, requestID: id)
            error.retryAfter = retryAfter
            throw error
        }
        guard let token = body.withBytes({ BearerToken(answer: $0, now: now) }) else {
            throw CloudError(
                kind: .malformedAnswer, service: "token", operation: operation, code: "MalformedAnswer",
                status: status, requestID: id)
        }
        return token
    }

    private func failure(_ kind: CloudError.Kind, _ code: String) -> CloudError {
        CloudError(service: "token", operation: operation, kind, code: code)
    }
}

extension BearerToken {
    /// `access_token` and `expires_in` of RFC 6749 §5.1 (Azure's metadata service writes the seconds as a text), or
    /// Google's `accessToken` and `expireTime`.
    fileprivate init?(answer bytes: Span<UInt8>, now: Timestamp) {
        var token: SharedSecret?
        var end: Timestamp?
        let isObject = try? JSONLookup.members(at: [], in: bytes) { (name, value) throws(JSONError) in
            switch (try name.string(bytes), value) {
            case ("access_token", .string(let text)), ("accessToken", .string(let text)):
                token = try SharedSecret(text, bytes)
            case ("expires_in", .number(let range)):
                end = Self.end(now, String(decoding: range.map { bytes[$0] }, as: UTF8.self))
            case ("expires_in", .string(let text)): end = Self.end(now, try text.string(bytes))
            case ("expireTime", .string(let text)): end = Timestamp(rfc3339: try text.string(bytes))
            default: break
            }
        }
        guard isObject == true, let token, let end, token.withBytes({ $0.count }) > 0 else { return nil }
        self.init(token, expiration: end)
    }

    private static func end(_ now: Timestamp, _ seconds: String) -> Timestamp? {
        // Nobody's token lives for more than ten years, and clocks cannot count for ever.
        guard let seconds = Int64(seconds), (0...315_360_000).contains(seconds) else { return nil }
        return Timestamp(seconds: now.seconds + seconds)
    }
}

extension SecretBuffer {
    fileprivate mutating func appendPercentEncoded(_ bytes: Span<UInt8>) {
        let digits = Array("0123456789ABCDEF".utf8)
        for index in bytes.indices {
            let byte = bytes[index]
            if PercentEncoding.isUnreserved(byte) {
                append(byte)
            } else {
                append(UInt8(ascii: "%"))
                append(digits[Int(byte >> 4)])
                append(digits[Int(byte & 15)])
            }
        }
    }
}
