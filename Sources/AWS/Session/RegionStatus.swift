// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON

/// A region of a partition, and whether an account has it.
package struct RegionStatus: Sendable, Equatable {
    package let name: String
    /// `opt-in-not-required`, `opted-in` or `not-opted-in`,
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Region.html.
    package let status: String

    package var isEnabled: Bool { status != "not-opted-in" }

    /// What asking needs.
    package static let permission = Permission("ec2:DescribeRegions")!

    package init(name: String, status: String) {
        self.name = name
        self.status = status
    }
}

extension AWSSession {
    /// Every region of the partition, sorted by name.
    package func regions(from region: String) async throws(CloudError) -> [RegionStatus] {
        var regions: [String: RegionStatus] = [:]
        for entry in try await list(
            "ec2", "DescribeRegions", "Regions", region: region, input: ["AllRegions": true])
        {
            // A name becomes part of host names and signatures.
            guard let name = entry["RegionName"]?.string, AWSRegion.isName(name) else {
                throw CloudError(
                    service: "ec2", operation: "DescribeRegions", .malformedAnswer, code: "MalformedRegion")
            }
            let region = RegionStatus(name: name, status: entry["OptInStatus"]?.string ?? "opt-in-not-required")
            // Units are named after their regions, so that each can be there once.
            guard regions.updateValue(region, forKey: name) ?? region == region else {
                throw CloudError(service: "ec2", operation: "DescribeRegions", .malformedAnswer, code: "TwoStatuses")
            }
        }
        guard regions.values.contains(where: \.isEnabled) else {
            throw CloudError(service: "ec2", operation: "DescribeRegions", .malformedAnswer, code: "NoRegions")
        }
        return regions.values.sorted { $0.name < $1.name }
    }
}
