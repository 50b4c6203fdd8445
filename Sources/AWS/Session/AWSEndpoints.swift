// SPDX-License-Identifier: Apache-2.0
package import HTTP
import Posix

/// Where the services of a partition are.
package struct AWSEndpoints: Sendable {
    package enum Partition: String, Sendable {
        case aws
        case china = "aws-cn"
        case government = "aws-us-gov"

        var domain: String { self == .china ? "amazonaws.com.cn" : "amazonaws.com" }

        /// Where services without regions are asked.
        var homeRegion: String {
            switch self {
            case .aws: "us-east-1"
            case .china: "cn-north-1"
            case .government: "us-gov-west-1"
            }
        }
    }

    package let partition: Partition
    private let override: Endpoint?
    private let overrides: [String: Endpoint]

    /// - Parameter override: of the configuration. `AWS_ENDPOINT_URL_<SERVICE>` comes before `AWS_ENDPOINT_URL`, and
    ///   that before the configuration.
    package init(partition: Partition, override: String?) throws(HTTPError) {
        self.partition = partition
        let everywhere = Environment.value("AWS_ENDPOINT_URL") ?? override
        self.override = try everywhere.map { (text) throws(HTTPError) in try Endpoint(text) }
        var overrides: [String: Endpoint] = [:]
        for service in ["ec2", "s3", "sts"] {
            guard let text = Environment.value("AWS_ENDPOINT_URL_\(service.uppercased())") else { continue }
            overrides[service] = try Endpoint(text)
        }
        self.overrides = overrides
    }

    func endpoint(_ model: ServiceModel, region: String) throws(HTTPError) -> Endpoint {
        guard AWSRegion.isName(region) else { throw .malformedURL }
        if let override = overrides[model.service] ?? override { return override }
        return try Endpoint("https://\(model.endpointPrefix).\(region).\(partition.domain)")
    }
}
