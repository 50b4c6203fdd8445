// SPDX-License-Identifier: Apache-2.0
package import Access
package import HTTP
import Posix

/// Where the services of a partition are.
package struct AWSEndpoints: Sendable {
    package enum Partition: String, Sendable {
        case aws
        case china = "aws-cn"
        case government = "aws-us-gov"

        /// Where services without regions are asked.
        package var homeRegion: String {
            switch self {
            case .aws: "us-east-1"
            case .china: "cn-north-1"
            case .government: "us-gov-west-1"
            }
        }

        /// Regions that no account has to opt in to,
        /// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html.
        package var alwaysEnabled: Set<String> {
            switch self {
            case .aws:
                [
                    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
                    "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2",
                    "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
                ]
            case .china: ["cn-north-1", "cn-northwest-1"]
            case .government: ["us-gov-east-1", "us-gov-west-1"]
            }
        }
    }

    /// Where a request goes, and what it is signed for.
    struct Place: Sendable {
        let endpoint: Endpoint
        let signingRegion: String
    }

    package let partition: Partition
    private let variant: EndpointTable.Variant
    private let override: Endpoint?
    private let overrides: [String: Endpoint]

    /// - Parameters:
    ///   - override: of the configuration. `AWS_ENDPOINT_URL_<SERVICE>` comes before `AWS_ENDPOINT_URL`, and that before
    ///     the configuration.
    ///   - fips, dualstack: of the configuration; `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT` before them.
    package init(
        partition: Partition, override: String?, fips: Bool = false, dualstack: Bool = false
    ) throws(InvalidSetting) {
        self.partition = partition
        variant = EndpointTable.Variant(
            fips: try Self.flag("AWS_USE_FIPS_ENDPOINT") ?? fips,
            dualstack: try Self.flag("AWS_USE_DUALSTACK_ENDPOINT") ?? dualstack)
        let configured = try Self.endpoint("cloud_providers.aws.endpoint_url", override)
        self.override = try Self.endpoint("AWS_ENDPOINT_URL", Environment.value("AWS_ENDPOINT_URL")) ?? configured
        var overrides: [String: Endpoint] = [:]
        for service in EmbeddedFiles.services {
            let name = "AWS_ENDPOINT_URL_\(service.variable)"
            overrides[service.name] = try Self.endpoint(name, Environment.value(name))
        }
        self.overrides = overrides
    }

    private static func endpoint(_ name: String, _ text: String?) throws(InvalidSetting) -> Endpoint? {
        guard let text else { return nil }
        do {
            return try Endpoint(text)
        } catch {
            throw InvalidSetting(name: name, reason: "\(error)", hint: "use an https:// address")
        }
    }

    /// Anything else would silently be no, and FIPS endpoints not used.
    private static func flag(_ name: String) throws(InvalidSetting) -> Bool? {
        switch Environment.value(name)?.lowercased() {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw InvalidSetting(name: name, reason: "is neither true nor false", hint: "unset or correct it")
        }
    }

    /// - Returns: nil where the partition has no such endpoint of the service: not every one is there for FIPS.
    func place(of model: ServiceModel, region: String) throws(HTTPError) -> Place? {
        guard AWSRegion.isName(region) else { throw .malformedURL }
        let known = model.endpoints[partition.rawValue, variant]
        let signingRegion = known?.signingRegion ?? region
        if let override = overrides[model.service] ?? override {
            return Place(endpoint: override, signingRegion: signingRegion)
        }
        guard let known else { return nil }
        return Place(endpoint: try Endpoint(known.url(region: region)), signingRegion: signingRegion)
    }

    /// Whether the service may be in a region, as far as the model's list goes. A user's own endpoint always may.
    func mayHave(_ model: ServiceModel, in region: String) -> Bool {
        if overrides[model.service] ?? override != nil { return true }
        guard let known = model.regions[partition.rawValue] else { return true }
        return known.contains(region)
    }
}

extension AWSEndpoints {
    /// Where anybody in the region logs in.
    ///
    /// - Returns: nil where there is none.
    package func signIn(in region: String) -> Endpoint? {
        guard let model = try? AWSCatalogue.call("sts", "GetCallerIdentity").model else { return nil }
        return (try? place(of: model, region: region))??.endpoint
    }
}
