// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import StrictYAML
import Testing

@testable import AWS

struct CatalogueFileTests {
    private static let good = """
        service: ec2
        scope: region
        types:
          - type: vpc
            list: DescribeVpcs
            items: Vpcs
            id: VpcId
        """

    private func file(_ text: String) throws -> CatalogueFile {
        try CatalogueFile(parsing: text, file: "test.yaml")
    }

    @Test func `a few lines make a type`() throws {
        let resource = try #require(try file(Self.good).resources.first)
        #expect(resource.type.description == "aws:ec2:vpc")
        #expect(resource.permissions.map(\.name) == ["ec2:DescribeVpcs"])
    }

    @Test(arguments: [
        ("list: DescribeVpcs", "list: DescribeEverything", "test.yaml:5:11", "names DescribeEverything"),
        ("service: ec2", "service: ec9", "test.yaml:1:10", "is no service that has a model"),
        ("scope: region", "scope: galaxy", "test.yaml:2:8", "neither region nor global"),
        ("id: VpcId", "id: Vpc..Id", "test.yaml:7:9", "no path of member names"),
        ("id: VpcId", "idd: VpcId", "test.yaml:4:5", "'types.id' is missing"),
        ("id: VpcId", "id: VpcId\n    colour: blue", "test.yaml:8:5", "unknown key 'types.colour'"),
        ("id: VpcId", "id: VpcId\n    arn: arn:{partition", "test.yaml:8:10", "not closed"),
        ("scope: region", "scope: region\nactions:\n  DescribeVpcs: ec2:Describe*", "test.yaml:7:11", "not exact"),
        ("type: vpc", "type: VPC", "test.yaml:4:11", "no name of a resource type"),
        ("list: DescribeVpcs", "list: CreateVpc", "test.yaml:5:11", "names CreateVpc, which does more than read"),
        ("id: VpcId", "id: VpcIdd", "test.yaml:7:9", "'types.id' is no path in what the calls answer"),
        ("id: VpcId", "id: VpcId.Id", "test.yaml:7:9", "is no path in what the calls answer"),
        ("id: VpcId", "id: VpcId\n    arn: x{Vpc}", "test.yaml:8:10", "is no path in what the calls answer"),
        ("id: VpcId", "id: VpcId\n    tags: Tag", "test.yaml:8:11", "is no path in what the calls answer"),
        ("id: VpcId", "id: VpcId\n    id2: x", "test.yaml:8:5", "unknown key 'types.id2'"),
        ("id: VpcId", "id: parent.VpcId", "test.yaml:7:9", "is no path in what the calls answer"),
        ("id: VpcId", "id: VpcId\n    redact: [Tags.Value, Tagz]", "test.yaml:8:13", "holds 'Tagz', no path"),
        ("id: VpcId", "id: VpcId\n    redact: ['**.Tagz']", "test.yaml:8:13", "holds '**.Tagz', no path"),
        ("id: VpcId", "id: VpcId\n    redact: [Tags.**]", "test.yaml:8:13", "holds 'Tags.**', which is no path"),
        ("id: VpcId", "id: VpcId\n    plain: [Tagz]", "test.yaml:8:12", "holds 'Tagz', no path"),
        ("id: VpcId", "id: VpcId\n    redact: [VpcId]", "test.yaml:7:9", "is secret material"),
        ("id: VpcId", "id: VpcId\n    arn: '{VpcId}'\n    redact: [VpcId]", "test.yaml:7:9", "is secret material"),
        ("id: VpcId", "id: VpcId\n    tags: Tags\n    redact: ['**.Value']", "test.yaml:8:11", "is secret material"),
        (
            "id: VpcId", "id: VpcId\n    follow_ups: [{part: A, call: DescribeUnicorns}]", "test.yaml:8:34",
            "names DescribeUnicorns, which"
        ),
        (
            "id: VpcId",
            "id: VpcId\n    follow_ups: [{part: A, call: DescribeSnapshotAttribute, with: {SnapshotId: Tags}}]",
            "test.yaml:8:67", "does not give Attribute, without which DescribeSnapshotAttribute is refused"
        ),
        (
            "id: VpcId",
            "id: VpcId\n    follow_ups: [{part: A, call: DescribeSnapshotAttribute, set: {Attribute: x}, with: {SnapshotId: Id}}]",
            "test.yaml:8:17", "A gives SnapshotId no path"
        ),
    ])
    func `a mistake is refused with its place`(old: String, new: String, place: String, says: String) {
        let text = Self.good.replacing(old, with: new)
        #expect {
            try file(text)
        } throws: { error in
            guard let error = error as? YAMLError else { return false }
            return error.description.hasPrefix(place) && error.description.contains(says)
        }
    }

    @Test func `what the model marks as sensitive becomes no name unless it is said to be plain`() throws {
        let text = """
            service: bedrock
            scope: region
            types:
              - type: guardrail
                list: ListGuardrails
                items: guardrails
                id: id
                name: name
            """
        #expect {
            try file(text)
        } throws: { "\($0)".contains("test.yaml:8:11: 'types.name' is secret material") }
        #expect(try file(text + "\n    plain: [name]").resources.count == 1)
    }

    @Test func `what comes with the program loads and is sorted`() throws {
        let catalogue = AWSCatalogue.embedded
        let resources = try catalogue.resources()
        #expect(resources.count >= 150)
        #expect(catalogue.services.count >= 45)
        #expect(resources.map(\.type) == resources.map(\.type).sorted())
        #expect(Set(resources.map(\.type.service)) == Set(catalogue.services))
        #expect(catalogue.digest.utf8.count == 64)
    }

    @Test func `the session policy is minified, sorted and without wildcards`() throws {
        let vpc = try #require(try file(Self.good).resources.first)
        let policy = SessionPolicy(actions: vpc.permissions + vpc.permissions)
        #expect(
            policy.text
                == #"{"Statement":[{"Action":["ec2:DescribeVpcs"],"Effect":"Allow","Resource":"*"}],"#
                + #""Version":"2012-10-17"}"#)
        #expect(policy.fits)
    }

    private func item(_ value: JSONValue, parent: JSONValue? = nil) -> Item {
        let json = CanonicalObject(CanonicalJSON(value))
        return Item(configuration: json, listed: json, parent: parent.map { CanonicalJSON($0) })
    }

    @Test func `a template needs every value that it names`() throws {
        let template = try #require(Template("arn:{partition}:ec2:{region}:{Owner.Id}:vpc/{VpcId}/{parent.Name}"))
        func fill(_ item: Item) -> String? { template.fill(item, partition: "aws", region: "r", account: "a") }
        let whole: JSONValue = ["Owner": ["Id": 1], "VpcId": "vpc-1"]
        #expect(fill(item(whole, parent: ["Name": "n"])) == "arn:aws:ec2:r:1:vpc/vpc-1/n")
        #expect(fill(item(whole)) == nil)
        #expect(fill(item(["VpcId": "vpc-1"], parent: ["Name": "n"])) == nil)
        let alone = try #require(Template("Owner.Id"))
        #expect(alone.fill(item(whole), partition: "", region: "", account: "") == "1")
    }

    @Test(arguments: ["{", "a{b", "}", "a}b", "{}", "a..b", "", "{a..b}"])
    func `what is no template is refused`(text: String) { #expect(Template(text) == nil) }
}
