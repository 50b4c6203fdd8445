// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import HTTP
import JSON
package import REST

extension RESTDialect {
    /// Azure Resource Manager, https://learn.microsoft.com/en-us/rest/api/azure/.
    package static let azure = RESTDialect(
        provider: .azure, scopeName: "subscription", host: AzureCloud.resourceManager, paging: .link, items: "value",
        id: "id", name: "name", region: "location", tags: "tags", isVersioned: true,
        pause: AzureQuota.pause
    ) { response, service, operation in
        let code = CloudError.azureCode(response.body.span) ?? "HTTP\(response.status)"
        return CloudError(
            kind: CloudError.azureKind(code: code, status: response.status), service: service, operation: operation,
            code: code, status: response.status,
            requestID: response.headers["x-ms-correlation-request-id"] ?? response.headers["x-ms-request-id"])
    }
}

extension CloudError {
    /// `{"error": {"code": …}}`; some providers leave the outer object out,
    /// https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors.
    static func azureCode(_ body: Span<UInt8>) -> String? {
        guard let answer = try? JSONValue(parsing: body) else { return nil }
        let code = answer["error"]?["code"]?.string ?? answer["code"]?.string ?? answer["Code"]?.string
        // A code is a word; anything else would be a message.
        return code.flatMap { code in
            let isWord =
                !code.isEmpty && code.utf8.count <= 100
                && code.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
            return isWord ? code : nil
        }
    }

    static func azureKind(code: String, status: Int) -> Kind {
        switch code {
        case "AuthorizationFailed", "LinkedAuthorizationFailed", "Forbidden": .denied
        // The provider is not registered in the subscription, so it has nothing of it.
        case "MissingSubscriptionRegistration", "SubscriptionNotRegistered": .notEnabled
        case "TooManyRequests": .throttled
        default:
            switch status {
            case 401: .credentials
            case 403: .denied
            case 429: .throttled
            case 408, 500...: .unavailable
            default: .refused
            }
        }
    }
}
