// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// The custom role that an operator makes for the agent,
/// https://learn.microsoft.com/en-us/azure/role-based-access-control/custom-roles.
package enum AzureRole {
    /// What the program itself asks, besides its extractors.
    package static let own = [
        Permission("Microsoft.Authorization/permissions/read")!, Permission("Microsoft.Resources/subscriptions/read")!,
    ]

    /// What replacing the credentials of an application needs, at Microsoft Graph: to own the application, and this.
    package static let rotatorPermissions = [GraphApplication.permission]

    /// `requiredResourceAccess` of the rotator's application: `Application.ReadWrite.OwnedBy` as an application's role,
    /// https://learn.microsoft.com/en-us/graph/permissions-reference#applicationreadwriteownedby.
    package static let rotator: JSONValue = [
        [
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [["id": "18a4783c-866b-4cc7-a460-3d5e5662c884", "type": "Role"]],
        ]
    ]

    /// Nothing with a wildcard, nothing of the data plane.
    ///
    /// - Parameter scopes: subscriptions and management groups where it can be assigned: `/subscriptions/…`.
    package static func reader(_ actions: some Sequence<Permission>, scopes: [String]) -> JSONValue {
        [
            "Name": "cloud-extractor-reader", "IsCustom": true,
            "Description": "What cloud-extractor's extractors read, and nothing else.",
            "Actions": JSONValue(strings: Set(Array(actions) + own).sorted().map(\.name)), "NotActions": [],
            "DataActions": [], "NotDataActions": [], "AssignableScopes": JSONValue(strings: scopes),
        ]
    }
}
