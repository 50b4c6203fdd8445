// SPDX-License-Identifier: Apache-2.0
import HTTP
import StrictYAML
import Transports

/// Where closed snapshots are taken: an entry of `transport.deliver_to`, or `transport` itself.
package enum DestinationSettings: Sendable, Equatable {
    package struct HTTP: Sendable, Equatable {
        let endpoint: Endpoint
        /// The secret with the field `token`.
        let token: String?
        /// The secret with the fields `certificate` and `private_key`.
        let clientCertificate: String?
        /// A file of PEM certificates; the system's where there is none.
        let authorities: String?
        let batchSize: Int
    }

    package struct S3: Sendable, Equatable {
        let bucket: S3Destination.Bucket
        /// The secret with the fields `access_key_id` and `secret_access_key`.
        let credentials: String
        let endpoint: Endpoint
    }

    case http(HTTP)
    case s3(S3)

    /// - Parameter type: `http` or `s3`; nil for anything else.
    init?(_ type: String, _ map: inout YAMLMapping) throws(YAMLError) {
        switch type {
        case "http": self = .http(try HTTP(&map))
        case "s3": self = .s3(try S3(&map))
        default: return nil
        }
    }

    /// As the destination itself has it.
    var address: String {
        switch self {
        case .http(let http): http.endpoint.description
        case .s3(let s3): s3.bucket.address
        }
    }

    /// The secrets that it takes, with what they are for.
    var secrets: [(name: String, purpose: String)] {
        switch self {
        case .http(let http):
            var secrets: [(name: String, purpose: String)] = []
            let purpose = "with which closed snapshots are taken to \(address)"
            if let name = http.token { secrets.append((name, "The token \(purpose)")) }
            if let name = http.clientCertificate { secrets.append((name, "The certificate \(purpose)")) }
            return secrets
        case .s3(let s3): return [(s3.credentials, "The key with which closed snapshots are put into \(address)")]
        }
    }
}

extension DestinationSettings.HTTP {
    init(_ map: inout YAMLMapping) throws(YAMLError) {
        endpoint = try map.required("url", try map.endpoint("url"))
        token = try map.vaultPath("token")
        clientCertificate = try map.vaultPath("client_certificate")
        authorities = try map.string("ca_cert")
        batchSize = try map.integer("batch_size", in: 1...10_000) ?? 100
    }
}

extension DestinationSettings.S3 {
    init(_ map: inout YAMLMapping) throws(YAMLError) {
        let name = try map.required("bucket", try map.string("bucket"))
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        let isName = name.utf8.allSatisfy {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x2E
        }
        guard isName, (3...63).contains(name.utf8.count) else { throw map.invalid("bucket", "is no bucket's name") }
        let prefix = try map.string("prefix") ?? ""
        let region = try map.required("region", try map.string("region"))
        bucket = S3Destination.Bucket(
            name: name, prefix: prefix.split(separator: "/").joined(separator: "/"), region: region,
            retention: try Self.retention(&map))
        credentials = try map.required("credentials", try map.vaultPath("credentials"))
        let own = try map.endpoint("endpoint_url")
        endpoint = if let own { own } else { try Self.endpoint(in: region, map) }
    }

    private static func retention(_ map: inout YAMLMapping) throws(YAMLError) -> S3Destination.Retention? {
        guard var retention = try map.mapping("retention") else { return nil }
        let name = try retention.required("mode", try retention.string("mode"))
        guard let mode = S3Destination.Retention.Mode(rawValue: name.uppercased()) else {
            throw retention.invalid("mode", "is neither compliance nor governance")
        }
        let days = try retention.required("days", try retention.integer("days", in: 1...36_500))
        try retention.end()
        return S3Destination.Retention(mode: mode, days: days)
    }

    private static func endpoint(in region: String, _ map: YAMLMapping) throws(YAMLError) -> Endpoint {
        do {
            return try Endpoint("https://s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")")
        } catch {
            throw map.invalid("region", "is no region")
        }
    }
}
