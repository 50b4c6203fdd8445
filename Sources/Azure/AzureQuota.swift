// SPDX-License-Identifier: Apache-2.0
import HTTP

/// What answers of ARM say of the caller's quotas.
enum AzureQuota {
    /// Buckets of ARM fill up by several calls a second,
    /// https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling.
    private static let remaining = [
        "x-ms-ratelimit-remaining-subscription-reads", "x-ms-ratelimit-remaining-subscription-global-reads",
        "x-ms-ratelimit-remaining-tenant-reads",
    ]

    /// - Returns: nil while there is something left, or nothing is said.
    static func pause(_ headers: HTTPHeaders) -> Duration? {
        // Resource Graph, https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests.
        if headers["x-ms-user-quota-remaining"] == "0" {
            return headers["x-ms-user-quota-resets-after"].flatMap(clockTime) ?? .seconds(5)
        }
        return remaining.contains { headers[$0] == "0" } ? .seconds(1) : nil
    }

    /// `00:00:05`.
    private static func clockTime(_ text: String) -> Duration? {
        let fields = text.split(separator: ":").map { UInt16($0) }
        guard fields.count == 3, let hours = fields[0], let minutes = fields[1], let seconds = fields[2] else {
            return nil
        }
        return .seconds(Int64(hours) * 3600 + Int64(minutes) * 60 + Int64(seconds))
    }
}
