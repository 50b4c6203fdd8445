// SPDX-License-Identifier: Apache-2.0
import JSON
import SigV4
import Testing

@testable import AWS

struct WireRequestTests {
    private func request(_ service: String, _ operation: String, _ input: JSONObject) throws -> WireRequest {
        let model = try #require(try ServiceModel.embedded(service))
        return try WireRequest(try #require(model.operations[operation]), model, input)
    }

    private func body(_ request: WireRequest) -> String { String(decoding: request.body, as: UTF8.self) }

    @Test func `JSON services are called by target`() throws {
        let made = try request("dynamodb", "DescribeTable", ["TableName": "a\"b"])
        #expect(
            made.headers.map { "\($0.name): \($0.value)" } == [
                "content-type: application/x-amz-json-1.0", "x-amz-target: DynamoDB_20120810.DescribeTable",
            ])
        #expect(made.method == "POST")
        #expect(made.target == "/")
        #expect(body(made) == #"{"TableName":"a\"b"}"#)
    }

    @Test func `a member of the path is one segment, and an id of Route 53 is what stands behind its last slash`()
        throws
    {
        #expect(try request("eks", "DescribeCluster", ["name": "a/b c"]).target == "/clusters/a%2Fb%20c")
        #expect(
            try request(
                "route53", "ListResourceRecordSets", ["HostedZoneId": "/hostedzone/Z1", "StartRecordName": "a.b"]
            )
            .target == "/2013-04-01/hostedzone/Z1/rrset?name=a.b")
    }

    @Test func `services have headers of their own`() throws {
        #expect(
            try request("apigateway", "GetRestApis", [:]).headers == [.init(name: "accept", value: "application/json")])
    }

    @Test func `lists are numbered in forms`() throws {
        let made = try request("ec2", "DescribeVpcs", ["Filters": [["Name": "n", "Values": ["a", "b"]]]])
        #expect(
            body(made)
                == "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=n&Filter.1.Value.1=a&Filter.1.Value.2=b")
    }

    @Test func `what an operation does not take is refused`() {
        #expect(throws: InputError.self) { try request("ec2", "DescribeVpcs", ["Colour": "blue"]) }
        #expect(throws: InputError.self) { try request("dynamodb", "DescribeTable", ["TableName": 5]) }
        #expect(throws: InputError.self) { try request("eks", "DescribeCluster", [:]) }
    }
}
