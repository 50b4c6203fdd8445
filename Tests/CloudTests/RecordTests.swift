// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import Testing

struct RecordTests {
    private func record(
        name: String? = nil, arn: String? = nil, tags: JSONObject = [:], missing: [MissingPart] = [],
        configuration: JSONValue = [:]
    ) throws -> Record {
        Record(
            type: try #require(ResourceType("aws:ec2:vpc")), resourceID: "vpc-1", name: name, arn: arn,
            accountID: "123456789012", region: "us-east-1", tags: tags, missing: missing,
            configuration: CanonicalJSON(configuration))
    }

    private func text(_ record: Record, sequence: Int = 0) -> String {
        String(
            decoding: record.bytes(snapshot: "SNAPSHOT", sequence: sequence, extractedAt: "2026-11-23T09:00:00Z"),
            as: UTF8.self)
    }

    @Test func `a whole record has exactly these bytes`() throws {
        let record = try record(
            name: "main", arn: "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1",
            tags: ["Name": "main", "a\"b": "é", "": "😀"],
            configuration: [
                "VpcId": "vpc-1", "IsDefault": false, "CidrBlock": "10.0.0.0/16", "Sizes": [.number("1.0"), 2, .null],
            ])
        let expected =
            #"{"cloud_provider":"aws","#
            + #""configuration":{"CidrBlock":"10.0.0.0/16","IsDefault":false,"Sizes":[1.0,2,null],"VpcId":"vpc-1"},"#
            + #""metadata":{"account_id":"123456789012","arn":"arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1","#
            + #""extracted_at":"2026-11-23T09:00:00Z","name":"main","region":"us-east-1","resource_id":"vpc-1","#
            + #""sequence":7,"tags":{"":"😀","Name":"main","a\"b":"é"}},"#
            + #""resource_type":"aws:ec2:vpc","schema":"cloud-extractor/record/v1","snapshot_id":"SNAPSHOT"}"#
        #expect(text(record, sequence: 7) == expected)
    }

    @Test func `what a record does not have is not in its bytes`() throws {
        let expected =
            #"{"cloud_provider":"aws","configuration":{},"metadata":{"account_id":"123456789012","#
            + #""extracted_at":"2026-11-23T09:00:00Z","region":"us-east-1","resource_id":"vpc-1","sequence":0,"tags":{}},"#
            + #""resource_type":"aws:ec2:vpc","schema":"cloud-extractor/record/v1","snapshot_id":"SNAPSHOT"}"#
        #expect(text(try record()) == expected)
    }

    @Test func `missing parts are named in their order`() throws {
        let record = try record(missing: [
            MissingPart(part: "Tagging", code: "AccessDenied"), MissingPart(part: "Policy", code: "Throttling"),
        ])
        let missing =
            #""missing":[{"code":"AccessDenied","part":"Tagging"},{"code":"Throttling","part":"Policy"}],"region""#
        #expect(text(record).contains(missing))
    }

    @Test func `tags that differ only in normalisation stay two`() throws {
        let tags = #""tags":{"e\#u{301}":"1","é":"2"}"#
        #expect(text(try record(tags: ["\u{E9}": "2", "e\u{301}": "1"])).utf8.contains(tags.utf8))
    }

    @Test func `the bytes are read back as they are`() throws {
        let bytes = try record(name: "a\nb\u{0}", tags: ["k": "\u{2028}"], configuration: ["n": .number("-0.0e1")])
            .bytes(snapshot: "S", sequence: Int.max, extractedAt: "T")
        let value = try JSONValue(parsing: bytes.span)
        #expect(value.canonical == bytes)
        #expect(value["metadata"]?["sequence"]?.integer == Int.max)
        #expect(value["metadata"]?["name"]?.string == "a\nb\0")
    }

    @Test func `records are equal member by member`() throws {
        #expect(try record() == record())
        #expect(try record(name: "a") != record())
        #expect(try record(arn: "a") != record())
        #expect(try record(tags: ["a": "b"]) != record())
        #expect(try record(missing: [MissingPart(part: "a", code: "b")]) != record())
        #expect(try record(configuration: ["a": 1]) != record())
    }
}
