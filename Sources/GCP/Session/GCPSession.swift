// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// What an identity said that it may do in a project.
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

    package internal(set) var held: Set<Permission> = []
    /// What no project can be asked about: permissions that only folders or organizations have.
    package internal(set) var unknown: Set<Permission> = []

    /// Of ``probes``, those that it has and does not need, sorted.
    package func excess(over permissions: some Sequence<Permission>) -> [Permission] {
        held.intersection(Self.probes).subtracting(permissions).sorted()
    }

    /// What is needed and not granted. Some services list what the caller may see, and say nothing of the rest.
    package func lack(of permissions: some Sequence<Permission>) -> [Permission] {
        permissions.filter { !held.contains($0) && !unknown.contains($0) }
    }
}

extension RESTSession {
    /// https://cloud.google.com/resource-manager/reference/rest/v3/projects/testIamPermissions
    private static let maximumAsked = 100

    /// Asks a project which of ``GCPGrants/probes`` and of some other permissions the caller has; asking needs none.
    package func gcpGrants(
        in project: String, wanted: some Sequence<Permission>
    ) async throws(CloudError) -> GCPGrants {
        let asked = Set(GCPGrants.probes).union(wanted).sorted()
        var grants = GCPGrants()
        for start in stride(from: 0, to: asked.count, by: Self.maximumAsked) {
            try await ask(asked[start..<min(start + Self.maximumAsked, asked.count)], project, &grants)
        }
        return grants
    }

    /// One permission that a project does not know makes an error of all that are asked together.
    private func ask(
        _ permissions: ArraySlice<Permission>, _ project: String, _ grants: inout GCPGrants
    ) async throws(CloudError) {
        let call = RESTCall.gcp(
            "cloudresourcemanager.googleapis.com", "/v3/projects/{project}:testIamPermissions", items: ".", nil,
            body: ["permissions": JSONValue(strings: permissions.map(\.name))])
        let answers: [CanonicalJSON]
        do throws(CloudError) {
            answers = try await self.answers(call, scope: project)
        } catch {
            guard error.status == 400 else { throw error }
            guard permissions.count > 1 else {
                grants.unknown.formUnion(permissions)
                return
            }
            let middle = permissions.startIndex + permissions.count / 2
            try await ask(permissions[..<middle], project, &grants)
            try await ask(permissions[middle...], project, &grants)
            return
        }
        for answer in answers {
            answer["permissions"]?.forEachElement { name in
                if let permission = name.scalar.flatMap({ Permission($0) }) { grants.held.insert(permission) }
            }
        }
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
