// SPDX-License-Identifier: Apache-2.0
import AWS
import Azure
import Cloud
import GCP
import JSON
import REST
import StrictYAML

/// What can be extracted, of any cloud, as far as people want to know.
struct ExtractorList {
    struct Entry {
        let type: ResourceType
        let placement: String
        let operations: [String]
        let permissions: [Permission]

        var json: JSONValue {
            [
                "resource_type": .string(type.description), "placement": .string(placement),
                "operations": JSONValue(strings: operations),
                "permissions": JSONValue(strings: permissions.map(\.name)),
            ]
        }
    }

    /// Sorted by type.
    let entries: [Entry]

    init(aws: AWSCatalogue) throws(Failure) {
        var entries = try aws.loaded().map {
            Entry(
                type: $0.type, placement: $0.placement.rawValue, operations: $0.operations,
                permissions: $0.permissions)
        }
        for catalogue in [AzureCatalogue.embedded, GCPCatalogue.embedded] {
            entries += try catalogue.loaded().map {
                Entry(
                    type: $0.type, placement: $0.placement.rawValue, operations: $0.operations,
                    permissions: $0.permissions)
            }
        }
        self.entries = entries.sorted { $0.type < $1.type }
    }
}
