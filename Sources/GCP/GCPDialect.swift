// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import HTTP
import JSON
package import REST

extension RESTDialect {
    /// Google Cloud's JSON APIs, https://cloud.google.com/apis/design.
    package static let gcp = RESTDialect(
        provider: .gcp, scopeName: "project", host: nil, paging: .token, items: nil, id: nil, name: nil, region: nil,
        tags: "labels", isVersioned: false
    ) { response, service, operation in
        let found = GCPErrorBody(response.body.span)
        let code = found.code ?? "HTTP\(response.status)"
        var kind = CloudError.gcpKind(code: code, status: response.status)
        // Whose service is not enabled, nobody knows: it may be the caller's own project.
        if kind == .notEnabled, found.consumer == nil { kind = .refused }
        var failure = CloudError(
            kind: kind, service: service, operation: operation, code: code, status: response.status,
            requestID: response.headers["x-guploader-uploadid"])
        failure.consumer = found.consumer
        failure.retryAfter = found.retryDelay
        return failure
    }
}

/// What an error answer says: `{"error": {"status": "PERMISSION_DENIED", "details": [{"reason": …}]}}`, or without a
/// status, by the older services, `{"error": {"errors": [{"reason": "forbidden"}]}}`,
/// https://cloud.google.com/apis/design/errors.
struct GCPErrorBody {
    /// The most exact word that there is.
    let code: String?
    /// Which project it concerns, by its id or its number: where a service is not enabled that may be the caller's own,
    /// https://cloud.google.com/apis/design/errors#error_info.
    let consumer: String?
    /// How long to wait, by `google.rpc.RetryInfo`, https://cloud.google.com/apis/design/errors#retry_info.
    let retryDelay: Duration?

    init(_ body: Span<UInt8>) {
        guard let error = (try? JSONValue(parsing: body))?["error"] else {
            (code, consumer, retryDelay) = (nil, nil, nil)
            return
        }
        func details(_ type: String) -> [JSONValue] {
            (error["details"]?.array ?? []).filter { $0["@type"]?.string?.hasSuffix("google.rpc.\(type)") == true }
        }
        let infos = details("ErrorInfo")
        retryDelay = details("RetryInfo").first?["retryDelay"]?.string.flatMap(Self.duration)
        let reasons = infos.compactMap { $0["reason"]?.string }
        consumer = infos.compactMap { $0["metadata"]?["consumer"]?.string }.first.map { name in
            String(name.hasPrefix("projects/") ? name.dropFirst("projects/".count) : name[...])
        }
        let old = error["errors"]?.array?.first?["reason"]?.string
        // OAuth's own errors are a word instead of an object.
        let word = reasons.first ?? error["status"]?.string ?? old ?? error.string
        code = word.flatMap { word in
            let isWord = !word.isEmpty && word.utf8.count <= 100 && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            return isWord ? word : nil
        }
    }

    /// `3.5s`, https://protobuf.dev/reference/protobuf/google.protobuf/#duration; rounded up to whole milliseconds.
    private static func duration(_ text: String) -> Duration? {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...86_400).contains(seconds) else {
            return nil
        }
        return .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }
}

extension CloudError {
    static func gcpKind(code: String, status: Int) -> Kind {
        switch code {
        case "SERVICE_DISABLED", "accessNotConfigured": return .notEnabled
        case "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded":
            return .throttled
        default: break
        }
        return switch status {
        case 401: .credentials
        case 403: .denied
        case 429: .throttled
        case 408, 500...: .unavailable
        default: .refused
        }
    }
}
