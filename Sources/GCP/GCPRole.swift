// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// The custom role that an operator makes for the service account that reads,
/// https://cloud.google.com/iam/docs/creating-custom-roles.
package enum GCPRole {
    /// What the program itself asks, besides its extractors.
    package static let own = [GCPInventory.permission, GCPProject.permission]

    /// As `gcloud iam roles create --file` takes it.
    package static func reader(_ permissions: some Sequence<Permission>) -> JSONValue {
        [
            "title": "cloud-extractor reader", "stage": "GA",
            "description": "What cloud-extractor's extractors read, and nothing else.",
            "includedPermissions": JSONValue(strings: Set(Array(permissions) + own).sorted().map(\.name)),
        ]
    }
}
