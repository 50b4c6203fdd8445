// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// The custom role that an operator makes for the service account that reads,
/// https://cloud.google.com/iam/docs/creating-custom-roles.
package enum GCPRole {
    /// What the program itself asks, besides its extractors.
    package static let own = [GCPInventory.permission, GCPProject.permission]

    /// What replacing a service account's keys needs, on that account alone; uploading is creating,
    /// https://cloud.google.com/iam/docs/service-account-permissions.
    package static let keyActions = ["create", "delete", "disable", "enable", "get", "list"]

    static func keyPermission(_ action: String) -> Permission { Permission("iam.serviceAccountKeys.\(action)")! }

    package static var keyPermissions: [Permission] { keyActions.map(keyPermission) }

    /// The role of whoever replaces keys.
    package static var rotator: JSONValue {
        [
            "title": "cloud-extractor rotator", "stage": "GA",
            "description": "What replacing the keys of a service account needs; to be bound on that account alone.",
            "includedPermissions": JSONValue(strings: keyPermissions.map(\.name)),
        ]
    }

    /// As `gcloud iam roles create --file` takes it.
    package static func reader(_ permissions: some Sequence<Permission>) -> JSONValue {
        [
            "title": "cloud-extractor reader", "stage": "GA",
            "description": "What cloud-extractor's extractors read, and nothing else.",
            "includedPermissions": JSONValue(strings: Set(Array(permissions) + own).sorted().map(\.name)),
        ]
    }
}
