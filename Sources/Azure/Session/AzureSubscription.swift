// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// Subscriptions, as the tenant knows them.
package enum AzureSubscription {
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
    package func azureSubscriptions() async throws(CloudError) -> [CloudAccount] {
        let call = RESTCall.azure("/subscriptions", version: Self.version, AzureSubscription.permissions[0])
        var found: [String: CloudAccount] = [:]
        for entry in try await list(call, scope: "") {
            let subscription = try account(entry, call)
            found[subscription.id] = subscription
        }
        return found.values.sorted { $0.id < $1.id }
    }

    package func azureSubscription(_ id: String) async throws(CloudError) -> CloudAccount {
        let call = RESTCall.azure(
            "/subscriptions/{subscription}", version: Self.version, items: ".", AzureSubscription.permissions[0])
        guard let entry = try await list(call, scope: id).first else { throw malformed(call) }
        return try account(entry, call)
    }

    private static let version = "2022-12-01"

    /// What is disabled, past due or warned can still be read,
    /// https://learn.microsoft.com/en-us/rest/api/resources/subscriptions/list.
    private func account(_ entry: CanonicalJSON, _ call: RESTCall) throws(CloudError) -> CloudAccount {
        guard let id = entry["subscriptionId"]?.scalar, AzureSubscription.isID(id), let state = entry["state"]?.scalar
        else { throw malformed(call) }
        return CloudAccount(
            id: id, name: entry["displayName"]?.scalar ?? "", state: state, isReadable: state != "Deleted")
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
