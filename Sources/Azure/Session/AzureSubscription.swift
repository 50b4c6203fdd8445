// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// A subscription, as the tenant knows it.
package struct AzureSubscription: Sendable, Equatable {
    package let id: String
    package let name: String
    /// `Enabled`, `Disabled`, `Warned`, `PastDue`, `Deleted`,
    /// https://learn.microsoft.com/en-us/rest/api/resources/subscriptions/list.
    package let state: String

    package init(id: String, name: String, state: String) {
        self.id = id
        self.name = name
        self.state = state
    }

    /// What is disabled, past due or warned can still be read.
    package var isReadable: Bool { state != "Deleted" }

    /// What finding them needs.
    package static let permissions = [
        Permission("Microsoft.Resources/subscriptions/read")!,
        Permission("Microsoft.Management/managementGroups/descendants/read")!,
    ]

    /// A GUID, RFC 9562 §4.
    package static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.joined().utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
    }
}

extension RESTSession {
    /// Every subscription that the caller has any role in, sorted by id.
    package func azureSubscriptions() async throws(CloudError) -> [AzureSubscription] {
        let call = RESTCall.azure("/subscriptions", version: "2022-12-01", AzureSubscription.permissions[0])
        var found: [String: AzureSubscription] = [:]
        for entry in try await list(call, scope: "") {
            guard let id = entry["subscriptionId"]?.scalar, AzureSubscription.isID(id),
                let state = entry["state"]?.scalar
            else { throw malformed(call) }
            found[id] = AzureSubscription(id: id, name: entry["displayName"]?.scalar ?? "", state: state)
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// The ids of the subscriptions below a management group, at any depth,
    /// https://learn.microsoft.com/en-us/rest/api/managementgroups/management-groups/get-descendants.
    package func azureSubscriptions(below group: String) async throws(CloudError) -> Set<String> {
        let call = RESTCall.azure(
            "/providers/Microsoft.Management/managementGroups/{subscription}/descendants", version: "2020-05-01",
            AzureSubscription.permissions[1])
        var ids: Set<String> = []
        for entry in try await list(call, scope: group) where entry["type"]?.scalar?.hasSuffix("/subscriptions") == true
        {
            guard let id = entry["name"]?.scalar, AzureSubscription.isID(id) else { throw malformed(call) }
            ids.insert(id)
        }
        return ids
    }

    private func malformed(_ call: RESTCall) -> CloudError {
        CloudError(service: "resourcemanager", operation: call.operation, .malformedAnswer, code: "MalformedAnswer")
    }
}
