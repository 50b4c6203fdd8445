// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

@testable import AWS

struct SessionPackingTests {
    private func need(_ names: [String], _ regions: [String] = []) -> SessionPacking.Need {
        SessionPacking.Need(permissions: names.compactMap { Permission($0) }, regions: regions)
    }

    private let both = ["eu-west-1", "us-east-1"]

    @Test func `what is asked for in other regions has a session of its own`() {
        let packing = SessionPacking([
            need(["ec2:DescribeVpcs"], both), need(["kms:ListKeys"], ["us-east-1"]), need(["rds:DescribeEvents"], both),
        ])
        #expect(packing.sessions == [0, 1, 0])
        #expect(packing.policies.map(\.regions) == [both, ["us-east-1"]])
        #expect(packing.policies[1].actions.map(\.name) == ["kms:ListKeys"])
    }

    @Test func `units share sessions, regional and global ones apart`() {
        let packing = SessionPacking([
            need(["ec2:DescribeVpcs"], both), need(["iam:ListUsers"]), need(["ec2:DescribeVpcs"], both),
            need(["ec2:DescribeSubnets"], both.reversed()), need(["s3:ListAllMyBuckets"]),
        ])
        #expect(packing.sessions == [0, 1, 0, 0, 1])
        #expect(packing.policies.map(\.regions) == [both, []])
        #expect(packing.policies[0].actions.map(\.name) == ["ec2:DescribeSubnets", "ec2:DescribeVpcs"])
        #expect(
            packing.policies[1].text
                == #"{"Statement":[{"Action":["iam:ListUsers","s3:ListAllMyBuckets"],"Effect":"Allow","Resource":"*"}],"#
                + #""Version":"2012-10-17"}"#)
    }

    @Test func `a policy that grew too large is split, never widened`() throws {
        let regions = ["us-east-1", "eu-west-1", "ap-southeast-2"]
        let units = try AWSCatalogue.embedded.resources().flatMap { resource in
            resource.placement == .global ? [(resource, [])] : regions.map { _ in (resource, regions) }
        }
        let packing = SessionPacking(units.map { SessionPacking.Need(permissions: $0.permissions, regions: $1) })
        #expect(packing.policies.allSatisfy { $0.fits })
        #expect(packing.policies.count < 20)
        var used = packing.policies.map { _ in Set<Permission>() }
        for ((resource, regions), session) in zip(units, packing.sessions) {
            let policy = packing.policies[session]
            #expect(Set(resource.permissions).isSubset(of: policy.actions))
            #expect(policy.regions == regions.sorted())
            used[session].formUnion(resource.permissions)
        }
        // Nothing stands in a policy that no unit of it needs.
        #expect(zip(packing.policies, used).allSatisfy { Set($0.actions) == $1 })
    }
}
