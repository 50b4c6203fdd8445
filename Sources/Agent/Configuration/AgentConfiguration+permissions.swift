// SPDX-License-Identifier: Apache-2.0
import AWS
import Cloud
import REST

extension AgentConfiguration {
    /// The types that are enabled, with the permissions that each needs; sorted by type.
    package var extractorPermissions: [(type: String, permissions: [String])] {
        var all: [(type: String, permissions: [String])] = []
        for service in extractors.aws {
            all += service.resources.map { ($0.type.description, $0.permissions.map(\.name)) }
        }
        for service in extractors.azure + extractors.gcp {
            all += service.resources.map { ($0.type.description, $0.permissions.map(\.name)) }
        }
        return all.sorted { $0.type < $1.type }
    }
}
