// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

@testable import AWS

struct SessionPackingTests {
    private func need(_ names: [String], _ region: String?) -> SessionPacking.Need {
        SessionPacking.Need(permissions: names.compactMap { Permission($0) }, region: region)
    }

    @Test func `units share sessions, regional and global ones apart`() {
        let packing = SessionPacking([
            need(["ec2:DescribeVpcs"], "us-east-1"), need(["iam:ListUsers"], nil),
            need(["ec2:DescribeVpcs"], "eu-west-1"), need(["ec2:DescribeSubnets"], "us-east-1"),
            need(["s3:ListAllMyBuckets"], nil),
        ])
        #expect(packing.sessions == [0, 1, 0, 0, 1])
        #expect(packing.policies.map(\.regions) == [["eu-west-1", "us-east-1"], []])
        #expect(packing.policies[0].actions.map(\.name) == ["ec2:DescribeSubnets", "ec2:DescribeVpcs"])
        #expect(
            packing.policies[1].text
                == #"{"Statement":[{"Action":["iam:ListUsers","s3:ListAllMyBuckets"],"Effect":"Allow","Resource":"*"}],"#
                + #""Version":"2012-10-17"}"#)
    }

    @Test func `a policy that grew too large is split, never widened`() throws {
        let regions = ["us-east-1", "eu-west-1", "ap-southeast-2"]
        var units: [(AWSResource, String?)] = []
        for resource in try AWSCatalogue.embedded.resources() {
            let places: [String?] = resource.placement == .global ? [nil] : regions
            for place in places { units.append((resource, place)) }
        }
        let packing = SessionPacking(units.map { SessionPacking.Need(permissions: $0.0.permissions, region: $0.1) })
        #expect(packing.policies.allSatisfy { $0.fits })
        #expect(packing.policies.count < 20)
        var used = packing.policies.map { _ in Set<Permission>() }
        for ((resource, region), session) in zip(units, packing.sessions) {
            let policy = packing.policies[session]
            #expect(Set(resource.permissions).isSubset(of: policy.actions))
            #expect(policy.regions == (region == nil ? [] : regions.sorted()))
            used[session].formUnion(resource.permissions)
        }
        // Nothing stands in a policy that no unit of it needs.
        #expect(zip(packing.policies, used).allSatisfy { Set($0.actions) == $1 })
    }
}
