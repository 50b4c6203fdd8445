// SPDX-License-Identifier: Apache-2.0
package import AWS
import StrictYAML

/// The `cloud_providers.aws` section.
package struct AWSSettings: Sendable, Equatable {
    package enum Regions: Sendable, Equatable {
        /// Those that the account has, asked from AWS.
        case all
        case named([String])
    }

    package let isEnabled: Bool
    /// The name of the secret with the access key.
    package let credentials: String
    /// The name of the secret with the access key of whoever rotates access keys.
    package let rotator: String
    package let roleARN: RoleARN
    package let accounts: Accounts
    package let externalID: String?
    package let regions: Regions
    package let endpoint: String?
    /// What CloudTrail shows of whoever is behind the session.
    package let sourceIdentity: String?
    package let sessionTags: [String: String]
    package let usesFIPS: Bool
    package let usesDualstack: Bool

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        isEnabled = try map.bool("enabled") ?? false
        credentials = try map.vaultPath("credentials") ?? "aws"
        rotator = try map.vaultPath("rotator_credentials") ?? "aws-rotator"
        guard let roleARN = RoleARN(try map.required("role_arn", try map.string("role_arn"))) else {
            throw map.invalid("role_arn", "is no ARN of a role, such as arn:aws:iam::123456789012:role/reader")
        }
        self.roleARN = roleARN
        accounts = try Accounts(&map)
        externalID = try map.string("external_id")
        regions =
            (try? map.string("regions")) == "all"
            ? .all : .named(try map.required("regions", try Self.regions("regions", in: &map)))
        sourceIdentity = try map.string("source_identity")
        sessionTags = try Self.tags(in: &map)
        endpoint = try map.string("endpoint_url")
        usesFIPS = try map.bool("use_fips_endpoint") ?? false
        usesDualstack = try map.bool("use_dualstack_endpoint") ?? false
        try map.end()
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

    private static func tags(in map: inout YAMLMapping) throws(YAMLError) -> [String: String] {
        guard var table = try map.mapping("session_tags") else { return [:] }
        var tags: [String: String] = [:]
        for key in table.keys { tags[key] = try table.required(key, try table.string(key)) }
        guard tags.count <= 50 else { throw map.invalid("session_tags", "are more than the 50 that AWS takes") }
        return tags
    }

    var namedRegions: [String] {
        if case .named(let regions) = regions { regions } else { [] }
    }

    /// Where STS and the survey are asked: one of the user's regions, if there is one that every account has.
    var baseRegion: String {
        namedRegions.first { partition.alwaysEnabled.contains($0) } ?? partition.homeRegion
    }

    package var partition: AWSEndpoints.Partition { roleARN.partition }
    package var accountID: String { roleARN.account }
}
