// SPDX-License-Identifier: Apache-2.0
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
    ) throws(HTTPError) {
        self.partition = partition
        variant = EndpointTable.Variant(
            fips: Self.flag("AWS_USE_FIPS_ENDPOINT") ?? fips,
            dualstack: Self.flag("AWS_USE_DUALSTACK_ENDPOINT") ?? dualstack)
        let everywhere = Environment.value("AWS_ENDPOINT_URL") ?? override
        self.override = try everywhere.map { (text) throws(HTTPError) in try Endpoint(text) }
        var overrides: [String: Endpoint] = [:]
        for service in EmbeddedFiles.services {
            guard let text = Environment.value("AWS_ENDPOINT_URL_\(service.variable)") else { continue }
            overrides[service.name] = try Endpoint(text)
        }
        self.overrides = overrides
    }

    private static func flag(_ name: String) -> Bool? { Environment.value(name).map { $0.lowercased() == "true" } }

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
