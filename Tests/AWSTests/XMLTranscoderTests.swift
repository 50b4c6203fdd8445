// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import AWS

struct XMLTranscoderTests {
    private func answer(_ service: String, _ operation: String, _ xml: String) throws -> String {
        let model = try #require(try ServiceModel.embedded(service))
        let json = try AnswerReader.output(
            of: try #require(model.operations[operation]), model, Array(xml.utf8).span)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func `names, nesting and types are boto3's`() throws {
        let xml = """
            <DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><vpcSet>
            <item><vpcId>vpc-1</vpcId><isDefault>true</isDefault><tagSet/>
            <cidrBlockAssociationSet><item><cidrBlockState><state>associated</state></cidrBlockState></item>
            </cidrBlockAssociationSet><somethingNew><deep/></somethingNew></item></vpcSet></DescribeVpcsResponse>
            """
        #expect(
            try answer("ec2", "DescribeVpcs", xml)
                == #"{"Vpcs":[{"CidrBlockAssociationSet":[{"CidrBlockState":{"State":"associated"}}],"#
                + #""IsDefault":true,"Tags":[],"VpcId":"vpc-1"}]}"#)
    }

    @Test(arguments: [
        ("<LocationConstraint xmlns='http://s3.amazonaws.com/doc/2006-03-01/'/>", #"{"LocationConstraint":null}"#),
        ("<LocationConstraint>eu-west-1</LocationConstraint>", #"{"LocationConstraint":"eu-west-1"}"#),
    ])
    func `a root's text is a member`(xml: String, expected: String) throws {
        #expect(try answer("s3", "GetBucketLocation", xml) == expected)
    }

    @Test func `a flattened list has no element around it`() throws {
        let xml = """
            <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256\
            </SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>\
            <Rule/></ServerSideEncryptionConfiguration>
            """
        #expect(
            try answer("s3", "GetBucketEncryption", xml)
                == #"{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":"#
                + #"{"SSEAlgorithm":"AES256"},"BucketKeyEnabled":false},{}]}}"#)
    }

    @Test(arguments: [
        "<DescribeVpcsResponse><vpcSet><item><isDefault>perhaps</isDefault></item></vpcSet></DescribeVpcsResponse>",
        "<DescribeVpcsResponse><vpcSet><item><vpcId><b/></vpcId></item></vpcSet></DescribeVpcsResponse>",
        "<DescribeVpcsResponse><vpcSet>", "not xml", "", "<html><body>Please log in</body></html>",
        "<Response><Errors/></Response>", "<DescribeInstancesResponse/>",
    ])
    func `an answer that does not fit its shape is refused`(xml: String) {
        #expect(throws: AnswerError.self) { try answer("ec2", "DescribeVpcs", xml) }
    }

    @Test(arguments: ["<html/>", "<Error><Code>x</Code></Error>", ""])
    func `a page or an error is not a bucket without versioning`(xml: String) {
        #expect(throws: AnswerError.self) { try answer("s3", "GetBucketVersioning", xml) }
    }

    @Test(arguments: ["us-east-1", "us-gov-west-1", "ap-southeast-2"])
    func `a region has a name`(text: String) { #expect(AWSRegion.isName(text)) }

    @Test(arguments: [
        "", "us", "evil.example/", "us-east-1.evil", "us--1", "../..", "US-EAST-1", "us-east-1\n", "us-east-é",
    ])
    func `what is no region is not used as one`(text: String) { #expect(!AWSRegion.isName(text)) }

    @Test(arguments: [
        ("2026-11-23T09:00:00Z", Shape.TimestampFormat.iso8601, "2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00.000Z", .iso8601, "2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00.120Z", .iso8601, "2026-11-23T09:00:00.12Z"),
        ("2026-11-23T10:00:00+01:00", .iso8601, "2026-11-23T09:00:00Z"),
        ("Mon, 23 Nov 2026 09:00:00 GMT", .rfc822, "2026-11-23T09:00:00Z"),
        ("1795424400", .unixTimestamp, "2026-11-23T09:00:00Z"),
        ("1795424400.5", .unixTimestamp, "2026-11-23T09:00:00.5Z"),
        ("1.7954244E9", .unixTimestamp, "2026-11-23T09:00:00Z"),
        ("1.7954244005e9", .unixTimestamp, "2026-11-23T09:00:00.5Z"),
        ("1.79542440050E+09", .unixTimestamp, "2026-11-23T09:00:00.5Z"),
        ("17954244005E-1", .unixTimestamp, "2026-11-23T09:00:00.5Z"),
        ("5e-1", .unixTimestamp, "1970-01-01T00:00:00.5Z"),
        ("0", .unixTimestamp, "1970-01-01T00:00:00Z"), ("-1", .unixTimestamp, "1969-12-31T23:59:59Z"),
    ])
    func `timestamps become RFC 3339`(text: String, format: Shape.TimestampFormat, expected: String) {
        #expect(AWSTimestamp.rfc3339(text, format) == expected)
    }

    @Test(arguments: [
        "", "yesterday", "2026-13-01T00:00:00Z", "2026-11-23", "Mon, 99 Foo 2026 09:00:00 GMT",
        // Milliseconds, which would be the year 58864, and what no decimal is.
        "1795424400000", "9223372036854775807", "1e30", "1e999999999", "-1.5", "1.", ".5", "1.x", "0x10", "1E",
    ])
    func `what is no timestamp is refused`(text: String) {
        #expect(AWSTimestamp.rfc3339(text, .iso8601) == nil)
        #expect(AWSTimestamp.rfc3339(text, .rfc822) == nil)
        #expect(AWSTimestamp.rfc3339(text, .unixTimestamp) == nil)
    }
}
