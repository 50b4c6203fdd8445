// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// What an identity was asked whether it may do, and no inventory needs.
package struct GCPGrants: Sendable, Equatable {
    /// Changes, secrets and data: of what could do most harm, something of each kind,
    /// https://cloud.google.com/iam/docs/permissions-reference.
    package static let probes = [
        "bigquery.tables.getData", "cloudkms.cryptoKeyVersions.useToDecrypt", "compute.firewalls.create",
        "compute.instances.create", "compute.instances.delete", "compute.instances.setMetadata",
        "container.clusters.update", "iam.roles.update", "iam.serviceAccountKeys.create", "iam.serviceAccounts.actAs",
        "iam.serviceAccounts.getAccessToken", "logging.sinks.delete", "pubsub.subscriptions.consume",
        "resourcemanager.projects.delete", "resourcemanager.projects.setIamPolicy", "run.services.update",
        "secretmanager.versions.access", "serviceusage.services.disable", "storage.buckets.delete",
        "storage.buckets.setIamPolicy", "storage.objects.delete", "storage.objects.get",
    ].compactMap { Permission($0) }

    /// Of ``probes``, those that it has, sorted.
    package let excess: [Permission]
}

extension RESTSession {
    /// Asks a project which of ``GCPGrants/probes`` the caller has; asking needs no permission,
    /// https://cloud.google.com/resource-manager/reference/rest/v3/projects/testIamPermissions.
    package func gcpGrants(in project: String) async throws(CloudError) -> GCPGrants {
        let call = RESTCall.gcp(
            "cloudresourcemanager.googleapis.com", "/v3/projects/{project}:testIamPermissions", items: ".", nil,
            body: ["permissions": JSONValue(strings: GCPGrants.probes.map(\.name))])
        var held: Set<Permission> = []
        for answer in try await answers(call, scope: project) {
            answer["permissions"]?.forEachElement { name in
                if let permission = name.scalar.flatMap({ Permission($0) }) { held.insert(permission) }
            }
        }
        return GCPGrants(excess: held.intersection(GCPGrants.probes).sorted())
    }
}

extension RESTCall {
    /// A call that is the program's own and no extractor's.
    static func gcp(
        _ host: String, _ path: String, query: [(name: String, value: String)] = [], items: String,
        _ permission: Permission?, body: JSONValue? = nil
    ) -> RESTCall {
        RESTCall(
            dialect: .gcp, service: String(host.prefix { $0 != "." }), host: host, path: path, query: query,
            items: items, permissions: [permission].compactMap(\.self), body: body)
    }
}
