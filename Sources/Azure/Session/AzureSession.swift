// SPDX-License-Identifier: Apache-2.0
package import Access
import Audit
package import Cloud
import HTTP
import JSON
package import REST

/// What an application may do in a subscription beyond what it is needed for.
package struct AzureGrants: Sendable, Equatable {
    /// Patterns of actions, sorted: `*/read`, `Microsoft.Compute/*`.
    package let actions: [String]

    package static let none = AzureGrants([])

    /// `Microsoft.Authorization/permissions`: what the caller may do in a scope, by all its roles,
    /// https://learn.microsoft.com/en-us/rest/api/authorization/permissions/list-for-subscription.
    init(_ answers: [CanonicalJSON]) {
        var actions: Set<String> = []
        for answer in answers {
            for name in ["actions", "dataActions"] {
                answer[name]?.forEachElement { action in
                    if let action = action.scalar { actions.insert(action) }
                }
            }
        }
        self.actions = actions.sorted()
    }

    /// What is granted and not needed. ARM's names are the same in any case.
    package func excess(over permissions: some Sequence<Permission>) -> [String] {
        let needed = Set(permissions.map { $0.name.lowercased() })
        return actions.filter { !needed.contains($0.lowercased()) }
    }
}

extension RESTSession {
    /// What asking for ``AzureGrants`` needs.
    package static let azureGrantsPermission = Permission("Microsoft.Authorization/permissions/read")!

    package func azureGrants(in subscription: String) async throws(CloudError) -> AzureGrants {
        let call = RESTCall.azure(
            "/subscriptions/{subscription}/providers/Microsoft.Authorization/permissions", version: "2022-04-01",
            Self.azureGrantsPermission)
        return AzureGrants(try await list(call, scope: subscription))
    }
}

extension RESTCall {
    /// A list that is the program's own and no extractor's.
    static func azure(
        _ path: String, version: String, _ permission: Permission?, body: JSONValue? = nil
    ) -> RESTCall {
        RESTCall(
            dialect: .azure, service: "resourcemanager", path: path, query: [(name: "api-version", value: version)],
            permissions: [permission].compactMap(\.self), body: body)
    }
}
