// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import JSON
import Posix
import Secrets
import SigV4
import TestSupport
import Testing

@testable import AWS

/// By botocore's own rules, with which the table was made.
struct AWSEndpointsTests {
    private func place(
        _ service: String, _ region: String, _ partition: AWSEndpoints.Partition = .aws, fips: Bool = false,
        dualstack: Bool = false
    ) throws -> String {
        let model = try #require(try ServiceModel.embedded(service))
        let endpoints = try AWSEndpoints(partition: partition, override: nil, fips: fips, dualstack: dualstack)
        guard let place = try endpoints.place(of: model, region: region) else { return "nowhere" }
        return "\(place.endpoint) \(place.signingRegion)"
    }

    @Test func `regional services have a host for each region, global ones have one`() throws {
        #expect(try place("ec2", "eu-west-1") == "https://ec2.eu-west-1.amazonaws.com eu-west-1")
        #expect(try place("elbv2", "eu-west-1") == "https://elasticloadbalancing.eu-west-1.amazonaws.com eu-west-1")
        #expect(try place("iam", "us-east-1") == "https://iam.amazonaws.com us-east-1")
        #expect(
            try place("cloudwatch", "ap-southeast-2")
                == "https://monitoring.ap-southeast-2.amazonaws.com ap-southeast-2")
    }

    @Test func `partitions have hosts of their own`() throws {
        #expect(try place("ec2", "cn-north-1", .china) == "https://ec2.cn-north-1.amazonaws.com.cn cn-north-1")
        #expect(try place("iam", "us-gov-west-1", .government) == "https://iam.us-gov.amazonaws.com us-gov-west-1")
        #expect(try place("route53", "cn-north-1", .china) == "https://route53.amazonaws.com.cn cn-northwest-1")
    }

    @Test func `FIPS and dual-stack hosts are asked for by name`() throws {
        #expect(try place("ec2", "us-east-1", fips: true) == "https://ec2-fips.us-east-1.amazonaws.com us-east-1")
        #expect(try place("ec2", "eu-west-1", dualstack: true) == "https://ec2.eu-west-1.api.aws eu-west-1")
        #expect(
            try place("s3", "us-east-1", fips: true, dualstack: true)
                == "https://s3-fips.dualstack.us-east-1.amazonaws.com us-east-1")
    }

    @Test func `a service that is not in a partition has no host`() throws {
        // There is none of them in China.
        #expect(try place("s3", "cn-north-1", .china, fips: true) == "nowhere")
        #expect(throws: HTTPError.self) { try place("ec2", "evil.example/") }
    }

    @Test func `every service that is in the catalogue has a host in the first partition`() throws {
        for service in AWSCatalogue.embedded.services {
            #expect(try place(service, "us-east-1").hasPrefix("https://"))
        }
    }

    @Test func `where a service may be is known, and never held against an endpoint of the user's own`() throws {
        let lightsail = try #require(try ServiceModel.embedded("lightsail"))
        func mayHave(_ region: String, override: String? = nil) throws -> Bool {
            try AWSEndpoints(partition: .aws, override: override).mayHave(lightsail, in: region)
        }
        #expect(try mayHave("us-east-1"))
        #expect(try !mayHave("af-south-1"))
        #expect(try mayHave("af-south-1", override: "http://127.0.0.1:9"))
    }

    @Test(arguments: [
        (nil, CloudError.Kind.notInRegion, "ServiceNotInRegion"),
        ("https://nowhere.invalid", .transport(.unknownHost(host: "nowhere.invalid")), "NoAnswer"),
    ])
    func `a name without an address means that the service is not there only where it is not known to be`(
        endpoint: String?, kind: CloudError.Kind, code: String
    ) async throws {
        // There is no such region, so there is no such name.
        let connection = AWSConnection(
            endpoints: try AWSEndpoints(partition: .aws, override: endpoint),
            credentials: AWSCredentials(
                accessKeyID: "AKIA", secretAccessKey: SharedSecret(Secret(copying: Array("secret".utf8).span))),
            http: try HTTPClient(), retry: CallRetry(Backoff(attempts: 2, delay: .seconds(1))),
            wallClock: SystemClock(),
            clock: LeapingClock())
        let call = try AWSCatalogue.call("ec2", "DescribeRegions")
        do {
            _ = try await connection.send(
                call, account: "123456789012", region: "xx-nowhere-9", input: [:], CallTally())
            Issue.record("there was an answer")
        } catch {
            #expect(error.kind == kind)
            #expect(error.code == code)
        }
    }
}
