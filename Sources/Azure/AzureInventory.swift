// SPDX-License-Identifier: Apache-2.0
package import Access
import Cloud
import JSON
package import REST

/// Which types of resources a subscription holds, whether they can be extracted or not: Resource Graph counts them all,
/// https://learn.microsoft.com/en-us/azure/governance/resource-graph/overview.
package enum AzureInventory {
    /// Resource Graph shows what the caller may read, and asks for nothing more.
    static let query = "resources | summarize total = count() by type"

    /// The ARM type that an entry lists: `microsoft.compute/virtualmachines`.
    package static func type(of resource: RESTResource) -> String? {
        guard let name = resource.listPermissions.first?.name.lowercased(), name.hasSuffix("/read") else { return nil }
        return String(name.dropLast("/read".count))
    }
}

extension RESTSession {
    /// How many resources there are of each ARM type, in lower case.
    package func azureInventory(of subscription: String) async throws(CloudError) -> [String: Int] {
        let call = RESTCall.azure(
            "/providers/Microsoft.ResourceGraph/resources", version: "2021-03-01", nil,
            body: ["subscriptions": [.string(subscription)], "query": .string(AzureInventory.query)])
        var counts: [String: Int] = [:]
        for answer in try await answers(call, scope: subscription) {
            // There are some thousand types in all of Azure, and a thousand rows in an answer.
            guard answer["data"]?.isArray == true, answer["$skipToken"] == nil else {
                throw CloudError(
                    service: "resourcegraph", operation: call.operation, .malformedAnswer, code: "AnswerWithoutData")
            }
            answer["data"]?.forEachElement { row in
                guard let type = row["type"]?.scalar, let total = row["total"]?.scalar.flatMap({ Int($0) }) else {
                    return
                }
                counts[type.lowercased(), default: 0] += total
            }
        }
        return counts
    }
}
