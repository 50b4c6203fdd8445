// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

struct PermissionTests {
    @Test(arguments: [
        "ec2:DescribeInstances", "s3:GetBucketTagging", "Microsoft.Compute/virtualMachines/read",
        "compute.instances.list",
        "a",
    ])
    func `an exact name is a permission`(name: String) throws {
        let permission = try #require(Permission(name))
        #expect(permission.name == name)
        #expect(permission.description == name)
    }

    @Test(arguments: [
        "*", "ec2:*", "ec2:Describe*", "*:DescribeInstances", "ec2:Desc*ances", "Microsoft.Compute/*/read",
    ])
    func `a name with a star is refused`(name: String) {
        #expect(Permission(name) == nil)
    }

    @Test(arguments: ["?", "ec2:DescribeInstance?", "ec2:Describe????", "e?2:DescribeInstances"])
    func `a name with IAM's other wildcard is refused`(name: String) {
        #expect(Permission(name) == nil)
    }

    @Test(arguments: [
        "", " ", "ec2: DescribeInstances", "ec2:DescribeInstances\n", "\tec2:A", "ec2:A\u{A0}", "ec2:A\u{2003}B",
    ])
    func `no name and a name with white space are refused`(name: String) {
        #expect(Permission(name) == nil)
    }

    @Test func `permissions are sorted by their names`() {
        let sorted = ["ec2:A", "ec2:B", "ec2:a", "s3:A", "sts:A"]
        #expect(sorted.reversed().compactMap(Permission.init).sorted().map(\.name) == sorted)
        #expect(Set((sorted + sorted).compactMap(Permission.init)).count == 5)
    }
}
