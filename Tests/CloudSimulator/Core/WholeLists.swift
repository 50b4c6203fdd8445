// SPDX-License-Identifier: Apache-2.0

/// Lists that the vendors give whole: their reference knows no page of them. All others have pages.
enum WholeLists {
    /// Host and ``GooglePath/shape(_:)``.
    private static let google: Set<String> = [
        "cloudasset.googleapis.com/v1/projects/*/feeds", "firestore.googleapis.com/v1/projects/*/databases",
        "container.googleapis.com/v1/projects/*/locations/*/clusters",
        "iam.googleapis.com/v1/projects/*/serviceAccounts/*/keys",
        "sqladmin.googleapis.com/v1/projects/*/instances/*/databases",
        "sqladmin.googleapis.com/v1/projects/*/instances/*/users",
        "storage.googleapis.com/storage/v1/b/*/notificationConfigs",
    ]

    /// ``ARMPath/type`` in lower case.
    private static let azure: Set<String> = ["microsoft.security/pricings"]

    static func contains(host: String, path: String) -> Bool {
        google.contains("\(host)/\(GooglePath.shape(path))")
    }

    static func contains(_ path: ARMPath) -> Bool { azure.contains(path.type.lowercased()) }
}
