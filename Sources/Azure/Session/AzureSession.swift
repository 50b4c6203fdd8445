// SPDX-License-Identifier: Apache-2.0
package import Access
import Audit
package import Cloud
import HTTP
import JSON
import Posix
package import REST

/// What an application may do in a subscription, by all its roles there and above.
package struct AzureGrants: Sendable {
    /// Of one role: patterns of actions, `*/read`, `Microsoft.Compute/*`.
    private struct Role: Sendable {
        let actions: [String]
        let except: [String]
    }

    private let roles: [Role]
    /// Patterns of everything that is granted, of the data plane as well, sorted.
    private let patterns: [String]

    /// `Microsoft.Authorization/permissions`,
    /// https://learn.microsoft.com/en-us/rest/api/authorization/permissions/list-for-subscription.
    init(_ answers: [CanonicalJSON]) {
        func strings(_ name: String, _ answer: CanonicalJSON) -> [String] {
            var strings: [String] = []
            answer[name]?.forEachElement { action in
                if let action = action.scalar { strings.append(action) }
            }
            return strings
        }
        // ARM's names are the same in any case.
        roles = answers.map { answer in
            Role(
                actions: strings("actions", answer).map { $0.lowercased() },
                except: strings("notActions", answer).map { $0.lowercased() })
        }
        patterns = Set(answers.flatMap { strings("actions", $0) + strings("dataActions", $0) }).sorted()
    }

    /// What is granted and not needed.
    package func excess(over permissions: some Sequence<Permission>) -> [String] {
        let needed = Set(permissions.map { $0.name.lowercased() })
        return patterns.filter { !needed.contains($0.lowercased()) }
    }

    /// What is needed and not granted. Whoever has a role in some resource groups alone gets lists of what is in them,
    /// and no error.
    package func lack(of permissions: some Sequence<Permission>) -> [Permission] {
        permissions.filter { permission in
            let name = permission.name.lowercased()
            return !roles.contains { role in
                role.actions.contains { Glob($0).matches(name) } && !role.except.contains { Glob($0).matches(name) }
            }
        }
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
    /// A call that is the program's own and no extractor's.
    static func azure(
        _ path: String, version: String, items: String? = nil, _ permission: Permission?, body: JSONValue? = nil
    ) -> RESTCall {
        RESTCall(
            dialect: .azure, service: "resourcemanager", path: path, query: [(name: "api-version", value: version)],
            items: items,
            permissions: [permission].compactMap(\.self), body: body)
    }
}
