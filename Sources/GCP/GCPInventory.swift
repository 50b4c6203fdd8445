// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// Which types of resources a project holds, whether they can be extracted or not: Cloud Asset Inventory lists them
/// all, https://cloud.google.com/asset-inventory/docs/reference/rest/v1/assets/list.
package enum GCPInventory {
    package static let permission = Permission("cloudasset.assets.listResource")!
}

extension RESTSession {
    /// How many resources there are of each asset type: `compute.googleapis.com/Instance`.
    package func gcpInventory(of project: String) async throws(CloudError) -> [String: Int] {
        let call = RESTCall.gcp(
            "cloudasset.googleapis.com", "/v1/projects/{project}/assets", query: [(name: "pageSize", value: "1000")],
            items: "assets", GCPInventory.permission)
        var counts: [String: Int] = [:]
        for asset in try await list(call, scope: project) {
            guard let type = asset["assetType"]?.scalar else {
                throw CloudError(
                    service: call.service, operation: call.operation, .malformedAnswer, code: "AssetWithoutType")
            }
            counts[type, default: 0] += 1
        }
        return counts
    }
}
