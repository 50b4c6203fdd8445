// SPDX-License-Identifier: Apache-2.0
package import AWS
package import Cloud

/// Every unit of a snapshot, sorted, and what reading them takes.
package struct SnapshotPlan: Sendable {
    package struct Entry: Sendable {
        package let unit: WorkUnit
        package let resource: AWSResource
    }

    package let entries: [Entry]

    package init(_ configuration: AgentConfiguration, catalogue: AWSCatalogue) {
        guard let aws = configuration.aws, aws.isEnabled else {
            entries = []
            return
        }
        var entries: [Entry] = []
        for service in configuration.extractors.aws where service.isEnabled {
            for resource in catalogue.resources(ofService: service.name) {
                let regions = resource.placement == .global ? [Scope.global] : service.regions ?? aws.regions
                for region in regions {
                    let scope = Scope(account: aws.accountID, region: region)
                    entries.append(Entry(unit: WorkUnit(type: resource.type, scope: scope), resource: resource))
                }
            }
        }
        self.entries = entries.sorted { $0.unit < $1.unit }
    }

    /// What the session that reads them must be allowed, and no more.
    package var sessionPolicy: SessionPolicy { SessionPolicy(actions: entries.flatMap(\.resource.permissions)) }
}
