// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

struct ResourceTypeTests {
    @Test(arguments: [
        ("aws:ec2:security-group", Provider.aws, "ec2", "security-group"), ("aws:s3:bucket", .aws, "s3", "bucket"),
        ("azure:compute:virtual-machine", .azure, "compute", "virtual-machine"),
        ("gcp:compute:instance", .gcp, "compute", "instance"),
        ("aws:a:0", .aws, "a", "0"), ("gcp:2:3-4", .gcp, "2", "3-4"),
    ])
    func `a type is provider, service and name`(text: String, provider: Provider, service: String, name: String) throws
    {
        let type = try #require(ResourceType(text))
        #expect(type.provider == provider)
        #expect(type.service == service)
        #expect(type.name == name)
        #expect(type.description == text)
    }

    @Test(arguments: [
        "", ":", "::", "aws", "aws:ec2", "aws:ec2:", "aws::vpc", ":ec2:vpc", "aws:ec2:vpc:", "aws:ec2:vpc:extra",
        ":aws:ec2:vpc", "AWS:ec2:vpc", "Aws:ec2:vpc", "oracle:ec2:vpc", "aws:EC2:vpc", "aws:ec2:VPC",
        "aws:ec2:security_group", "aws:ec2:security group", "aws:ec2:vpc ", " aws:ec2:vpc", "aws:ec2:vpc\n",
        "aws:ec2:*", "aws:ec2:vpc/..", "aws:ec2:..", "aws:é:vpc", "aws:ec2:vpć", "aws:ec2:２", "aws/ec2/vpc",
        "aws:ec2:vpc\0", "aws:ec2.1:vpc",
    ])
    func `anything else is refused`(text: String) {
        #expect(ResourceType(text) == nil)
    }

    @Test func `types are sorted by their text`() {
        let sorted = [
            "aws:ec2-x:a", "aws:ec2:instance", "aws:ec2:security-group", "aws:ec2:vpc", "aws:s3:bucket", "azure:a:a",
            "gcp:a:a",
        ]
        #expect(sorted.reversed().compactMap(ResourceType.init).sorted().map(\.description) == sorted)
    }

    @Test func `types are equal by their text`() {
        #expect(ResourceType("aws:ec2:vpc") == ResourceType("aws:ec2:vpc"))
        #expect(Set(["aws:a:b", "aws:b:a", "gcp:a:b", "aws:a:b"].compactMap(ResourceType.init)).count == 3)
    }

    @Test func `providers are sorted by their names`() {
        #expect(Provider.allCases.reversed().sorted().map(\.rawValue) == ["aws", "azure", "gcp"])
    }
}
