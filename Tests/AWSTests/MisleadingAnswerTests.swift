// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import JSON
import TestSupport
import Testing

@testable import AWS

/// Answers that could make a list look whole that is not. No real server can be made to give them.
struct MisleadingAnswerTests {
    @Test func `tokens below the root are followed`() async throws {
        func page(_ id: String, _ more: String) -> Peer.Answer {
            Peer.Answer(
                "<KeyGroupList><MaxItems>1</MaxItems><Quantity>1</Quantity>\(more)<Items><KeyGroupSummary><KeyGroup>"
                    + "<Id>\(id)</Id><KeyGroupConfig><Name>n</Name></KeyGroupConfig></KeyGroup></KeyGroupSummary>"
                    + "</Items></KeyGroupList>")
        }
        let found = try await ScriptedExtraction.run(
            "cloudfront:key-group", [page("a", "<NextMarker>m2</NextMarker>"), page("b", "")])
        #expect(found.error == nil)
        #expect(found.records.map(\.resourceID) == ["a", "b"])
    }

    @Test func `the name of an error stands in a header where the service has paths`() async throws {
        let functions = #"{"Functions":[{"FunctionName":"f","FunctionArn":"arn:aws:lambda:us-east-1:1:function:f"}]}"#
        let gone = Peer.Answer(
            404, #"{"Type":"User","Message":"no policy","Code":"ERROR_3930"}"#,
            headers: ["x-amzn-ErrorType": "ResourceNotFoundException:http://internal.amazon.com/coral/"])
        let found = try await ScriptedExtraction.run("lambda:function", [Peer.Answer(functions), gone])
        #expect(found.error == nil)
        #expect(found.records.first?.missing.isEmpty == true)
        #expect(found.records.first?.configuration["Policy"]?.value == .null)
    }

    @Test(arguments: [
        #"{"__type":"AccessDeniedException","message":"blocked"}"#, #"{"message":"Please log in"}"#,
        #"{"Message":null}"#,
    ])
    func `an object of which nothing is known is no empty list`(body: String) async throws {
        let found = try await ScriptedExtraction.run("kms:key", [Peer.Answer(body)])
        #expect(found.error?.kind == .malformedAnswer)
    }

    @Test func `a list that is left out is empty`() async throws {
        let found = try await ScriptedExtraction.run("kms:key", [Peer.Answer("{}")])
        #expect(found.error == nil)
        #expect(found.records.isEmpty)
    }

    @Test func `that a service is not used is believed of the first page alone, and only of a refusal`() async throws {
        let page = Peer.Answer(#"{"Accounts":[{"Id":"123456789012","Name":"a"}],"NextToken":"t"}"#)
        func refusal(_ status: Int) -> Peer.Answer {
            Peer.Answer(status, #"{"__type":"AWSOrganizationsNotInUseException"}"#)
        }
        let parts = Peer.Answer(#"{"Parents":[],"Tags":[]}"#)
        let late = try await ScriptedExtraction.run("organizations:account", [page, parts, parts, refusal(400)])
        #expect(late.error?.code == "AWSOrganizationsNotInUseException")
        #expect(try await ScriptedExtraction.run("organizations:account", [refusal(400)]).error == nil)
        #expect(try await ScriptedExtraction.run("organizations:account", [refusal(500)]).error != nil)
    }

    @Test(arguments: [
        (
            "opensearchserverless:collection",
            [
                #"{"collectionSummaries":[{"id":"a","name":"a"}]}"#,
                #"{"collectionDetails":[],"collectionErrorDetails":[{"id":"a","errorCode":"AccessDenied"}]}"#,
            ], "AccessDenied"
        ),
        (
            "ecs:cluster",
            [
                #"{"clusterArns":["arn:aws:ecs:us-east-1:1:cluster/a"]}"#,
                #"{"clusters":[],"failures":[{"arn":"a","reason":"ACCESS_DENIED"}]}"#,
            ], "ACCESS_DENIED"
        ),
        (
            "inspector2:account-status",
            [#"{"accounts":[],"failedAccounts":[{"accountId":"1","errorCode":"INTERNAL_ERROR"}]}"#], "INTERNAL_ERROR"
        ),
    ])
    func `a failure inside of a success is a failure`(type: String, bodies: [String], code: String) async throws {
        let found = try await ScriptedExtraction.run(type, bodies.map { Peer.Answer($0) })
        #expect(found.records.isEmpty)
        #expect(found.error?.code == code)
    }

    @Test func `what has gone since it was listed is no failure`() async throws {
        let found = try await ScriptedExtraction.run(
            "ecs:cluster",
            [
                Peer.Answer(#"{"clusterArns":["arn:aws:ecs:us-east-1:1:cluster/a"]}"#),
                Peer.Answer(#"{"clusters":[],"failures":[{"arn":"a","reason":"MISSING"}]}"#),
            ])
        #expect(found.error == nil)
        #expect(found.records.isEmpty)
    }

    @Test(arguments: [
        "<Status><Code>blocked</Code></Status>", "<Policy><Message>Please log in</Message></Policy>",
    ])
    func `an element of which nothing is known is no empty answer`(body: String) async throws {
        let buckets = Peer.Answer(
            "<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket></Buckets></ListAllMyBucketsResult>")
        let found = try await ScriptedExtraction.run(
            "s3:bucket", [buckets, Peer.Answer("<LocationConstraint/>"), Peer.Answer(body)])
        #expect(found.error?.kind == .malformedAnswer)
        #expect(try await ScriptedExtraction.run("s3:bucket", [Peer.Answer(body)]).error?.kind == .malformedAnswer)
    }

    @Test func `a bucket that nobody may look into hides no other`() async throws {
        let buckets = Peer.Answer(
            "<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket><Bucket><Name>b</Name></Bucket>"
                + "</Buckets></ListAllMyBucketsResult>")
        func refusal(_ status: Int, _ code: String, region: String? = nil) -> Peer.Answer {
            Peer.Answer(
                status, "<Error><Code>\(code)</Code></Error>",
                headers: region.map { ["x-amz-bucket-region": $0] } ?? [:])
        }
        // The first names its region where its location is denied, so every call is made twice or once.
        let found = try await ScriptedExtraction.run(
            "s3:bucket",
            [
                buckets, refusal(403, "AccessDenied", region: "eu-west-3"), refusal(403, "AccessDenied"),
                refusal(301, "PermanentRedirect"),
            ])
        #expect(found.error == nil)
        #expect(found.records.map(\.resourceID) == ["a", "b"])
        #expect(found.records.first?.region == "eu-west-3")
        #expect(found.records.first?.missing.first == MissingPart(part: "Location", code: "AccessDenied"))
        #expect(found.records.last?.missing.allSatisfy { $0.code == "PermanentRedirect" } == true)
    }

    @Test func `a resource that is listed globally has its own region`() async throws {
        let lake = #"{"dataLakeArn":"arn:aws:securitylake:eu-west-1:1:data-lake/default","region":"eu-west-1"}"#
        let found = try await ScriptedExtraction.run(
            "securitylake:data-lake", [Peer.Answer(#"{"dataLakes":[\#(lake)]}"#)])
        #expect(found.error == nil)
        #expect(found.records.map(\.region) == ["eu-west-1"])
    }
}
