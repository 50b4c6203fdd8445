// SPDX-License-Identifier: Apache-2.0
package import Access
import Cloud
import JSON
package import REST

/// Which types of resources a subscription holds, whether they can be extracted or not: Resource Graph counts them all,
/// https://learn.microsoft.com/en-us/azure/governance/resource-graph/overview.
package enum AzureInventory {
    /// Resource Graph shows what the caller may read, and asks for nothing more.
    static let query = "resources | summarize total = count() by type | order by type asc"
    /// The most that there can be; without it there are a hundred,
    /// https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/work-with-data.
    static let pageSize = 1000
    /// Of pages; there are some thousand types in all of Azure.
    static let maximumPages = 1000

    /// The ARM type that an entry lists: `microsoft.compute/virtualmachines`.
    package static func type(of resource: RESTResource) -> String? {
        guard let name = resource.listPermissions.first?.name.lowercased(), name.hasSuffix("/read") else { return nil }
        return String(name.dropLast("/read".count))
    }
}

extension RESTSession {
    /// How many resources there are of each ARM type, in lower case.
    package func azureInventory(of subscription: String) async throws(CloudError) -> [String: Int] {
        var counts: [String: Int] = [:]
        var body: JSONObject = [
            "subscriptions": [.string(subscription)], "query": .string(AzureInventory.query),
            "options": ["$top": JSONValue(AzureInventory.pageSize)],
        ]
        for _ in 0..<AzureInventory.maximumPages {
            let call = RESTCall.azure(
                "/providers/Microsoft.ResourceGraph/resources", version: "2021-03-01", nil, body: .object(body))
            let answers = try await answers(call, scope: subscription)
            guard answers.count == 1, answers[0]["data"]?.isArray == true else {
                throw failure(call, "AnswerWithoutData")
            }
            var isSound = true
            answers[0]["data"]?.forEachElement { row in
                guard let type = row["type"]?.scalar, let total = row["total"]?.scalar.flatMap({ Int($0) }) else {
                    isSound = false
                    return
                }
                counts[type.lowercased(), default: 0] += total
            }
            guard isSound else { throw failure(call, "MalformedRow") }
            guard let token = answers[0]["$skipToken"]?.scalar else {
                guard answers[0]["resultTruncated"]?.scalar != "true" else { throw failure(call, "ResultTruncated") }
                return counts
            }
            body["options"] = [
                "$top": JSONValue(AzureInventory.pageSize), "$skipToken": .string(token),
            ]
        }
        throw CloudError(
            service: "resourcemanager", operation: "Microsoft.ResourceGraph/resources", .malformedAnswer,
            code: "TooManyPages")
    }

    private func failure(_ call: RESTCall, _ code: String) -> CloudError {
        CloudError(service: "resourcemanager", operation: call.operation, .malformedAnswer, code: code)
    }
}
