// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import AWS

struct JSONTranscoderTests {
    private func answer(_ service: String, _ operation: String, _ json: String) throws -> String {
        let model = try #require(try ServiceModel.embedded(service))
        let output = try AnswerReader.output(
            of: try #require(model.operations[operation]), model, Array(json.utf8).span)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    @Test func `members are sorted, times are RFC 3339, and what the model does not know or is null is left out`()
        throws
    {
        let json = """
            {"Table": {"TableStatus": "ACTIVE", "CreationDateTime": 1795424400.25, "TableName": "t \\u00e9 \\"q\\"",
             "ItemCount": 10, "New": {"deep": [1]}, "TableArn": null, "KeySchema": []}}
            """
        #expect(
            try answer("dynamodb", "DescribeTable", json)
                == #"{"Table":{"CreationDateTime":"2026-11-23T09:00:00.25Z","ItemCount":10,"KeySchema":[],"#
                + #""TableName":"t é \"q\"","TableStatus":"ACTIVE"}}"#)
    }

    @Test func `a map keeps its names, whatever they are, sorted`() throws {
        #expect(
            try answer("sqs", "GetQueueAttributes", #"{"Attributes":{"b":"2","a":"1","":"0"}}"#)
                == #"{"Attributes":{"":"0","a":"1","b":"2"}}"#)
    }

    @Test(arguments: [
        "", "[]", "null", "\"text\"", "<html></html>", "{", "{} {}", #"{"Table":[]}"#, #"{"Table":{"KeySchema":{}}}"#,
        #"{"Table":{"CreationDateTime":"soon"}}"#, #"{"Table":{"TableName":"a","TableName":"b"}}"#,
    ])
    func `an answer that does not fit its shape is refused`(json: String) {
        #expect(throws: AnswerError.self) { try answer("dynamodb", "DescribeTable", json) }
    }

    @Test(arguments: [
        ("2026-11-23 09:00:00", "2026-11-23T09:00:00Z"), ("2026-11-23T09:00:00+0000", "2026-11-23T09:00:00Z"),
        ("2026-11-23T10:00:00.5+01:00", "2026-11-23T09:00:00.5Z"),
        ("2026-11-23T09:00:00.100", "2026-11-23T09:00:00.1Z"),
    ])
    func `times in other dresses are times`(text: String, expected: String) {
        #expect(AWSTimestamp.rfc3339(text, .iso8601) == expected)
    }
}
