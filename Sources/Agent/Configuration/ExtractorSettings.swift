// SPDX-License-Identifier: Apache-2.0
import AWS
import StrictYAML

/// The `extractors` file: which services are extracted, and where.
package struct ExtractorSettings: Sendable, Equatable {
    package struct Service: Sendable, Equatable {
        package let name: String
        package let isEnabled: Bool
        /// Instead of the provider's regions.
        package let regions: [String]?
    }

    package let aws: [Service]

    init(_ map: inout YAMLMapping, catalogue: AWSCatalogue) throws(YAMLError) {
        var root = try map.required("extractors", try map.mapping("extractors"))
        var services: [Service] = []
        if var aws = try root.mapping("aws") {
            for name in catalogue.services {
                guard var service = try aws.mapping(name) else { continue }
                let isRegional = catalogue.resources(ofService: name).contains { $0.placement == .region }
                services.append(
                    Service(
                        name: name, isEnabled: try service.bool("enabled") ?? false,
                        regions: isRegional ? try AWSSettings.regions("regions", in: &service) : nil))
                try service.end()
            }
            try aws.end()
        }
        try root.end()
        try map.end()
        aws = services
    }
}
