// SPDX-License-Identifier: Apache-2.0
package import AWS
import StrictYAML

/// The `cloud_providers.aws` section.
package struct AWSSettings: Sendable, Equatable {
    package let isEnabled: Bool
    /// The name of the secret with the access key.
    package let credentials: String
    package let roleARN: String
    package let externalID: String?
    package let regions: [String]
    package let endpoint: String?
    package let usesFIPS: Bool
    package let usesDualstack: Bool

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        isEnabled = try map.bool("enabled") ?? false
        credentials = try map.vaultPath("credentials") ?? "aws"
        roleARN = try map.required("role_arn", try map.string("role_arn"))
        externalID = try map.string("external_id")
        regions = try map.required("regions", try Self.regions("regions", in: &map))
        endpoint = try map.string("endpoint_url")
        usesFIPS = try map.bool("use_fips_endpoint") ?? false
        usesDualstack = try map.bool("use_dualstack_endpoint") ?? false
        guard Self.fields(of: roleARN).count == 6, Self.fields(of: roleARN)[0] == "arn",
            AWSEndpoints.Partition(rawValue: Self.fields(of: roleARN)[1]) != nil,
            Self.fields(of: roleARN)[4].utf8.count == 12,
            Self.fields(of: roleARN)[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            Self.fields(of: roleARN)[5].hasPrefix("role/")
        else { throw map.invalid("role_arn", "is no ARN of a role, such as arn:aws:iam::123456789012:role/reader") }
        try map.end()
    }

    /// `arn:partition:service:region:account:resource`
    private static func fields(of arn: String) -> [String] {
        arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    }

    /// A list of regions that is neither empty nor double.
    static func regions(_ key: String, in map: inout YAMLMapping) throws(YAMLError) -> [String]? {
        guard let regions = try map.strings(key) else { return nil }
        for region in regions where !AWSRegion.isName(region) {
            throw map.invalid(key, "holds '\(region)', which is no name of a region")
        }
        if regions.isEmpty || Set(regions).count != regions.count {
            throw map.invalid(key, "is empty or names a region twice")
        }
        return regions
    }

    package var partition: AWSEndpoints.Partition { AWSEndpoints.Partition(rawValue: Self.fields(of: roleARN)[1])! }
    package var accountID: String { Self.fields(of: roleARN)[4] }
}
