// SPDX-License-Identifier: Apache-2.0
package import AWS
package import Cloud

/// Every unit of a snapshot, sorted, and the sessions that read them.
package struct SnapshotPlan: Sendable {
    package struct Entry: Sendable {
        package let unit: WorkUnit
        package let resource: AWSResource
        package let selection: Selection
        /// The place of its session in ``policies``.
        package let session: Int
    }

    package let entries: [Entry]
    /// What each session must be allowed, and no more.
    package let policies: [SessionPolicy]

    package init(_ configuration: AgentConfiguration) {
        guard let aws = configuration.aws, aws.isEnabled else {
            entries = []
            policies = []
            return
        }
        var found: [(unit: WorkUnit, resource: AWSResource, selection: Selection)] = []
        for service in configuration.extractors.aws {
            for resource in service.resources {
                let regions = resource.placement == .global ? [Scope.global] : service.regions ?? aws.regions
                for region in regions {
                    let scope = Scope(account: aws.accountID, region: region)
                    let selection = service.selections[resource.type.name] ?? .everything
                    found.append((WorkUnit(type: resource.type, scope: scope), resource, selection))
                }
            }
        }
        let packing = SessionPacking(
            found.map { unit, resource, _ in
                let region = resource.placement == .global ? nil : unit.scope.region
                return SessionPacking.Need(permissions: resource.permissions, region: region)
            })
        policies = packing.policies
        entries = zip(found, packing.sessions)
            .map { Entry(unit: $0.unit, resource: $0.resource, selection: $0.selection, session: $1) }.sorted {
                $0.unit < $1.unit
            }
    }
}
